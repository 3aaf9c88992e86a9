//! Reads a line of expectations, by recursive descent.

mod condition;
mod cursor;
mod summary;

use super::language::{Expects, Rule, Summary};
use super::names::Names;
use super::tokens::{Fault, Token, cut};

/// Reads a line; nothing where it is blank or a comment, which begins with #.
///
/// # Errors
/// What is wrong, where, and what to do.
pub fn parse(line: &str, columns: &Names) -> Result<Option<Rule>, Fault> {
    if !is_expectation(line) {
        return Ok(None);
    }
    let tokens = cut(line)?;
    let end = line.chars().count() + 1;
    Parser { tokens: &tokens, next: 0, end, columns }.rule().map(Some)
}

/// Whether a line is one, and neither blank nor a note.
pub fn is_expectation(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}

struct Parser<'a> {
    tokens: &'a [Token],
    next: usize,
    end: usize,
    columns: &'a Names,
}

impl Parser<'_> {
    fn rule(mut self) -> Result<Rule, Fault> {
        let is_condition = self.is_word(0, "when") && !self.is_sign(1);
        let when = if is_condition {
            self.next += 1;
            let condition = self.condition()?;
            self.sign(":", "Put a colon behind the condition: when country = DE: age > 17")?;
            Some(condition)
        } else {
            None
        };
        let expects = self.expects()?;
        match self.tokens.get(self.next) {
            None => Ok(Rule { when, expects }),
            Some(_) => Err(self.fault("The line should end here: put one expectation on a line, and a name or text of several words in quotes")),
        }
    }

    fn expects(&mut self) -> Result<Expects, Fault> {
        // A column may be called rows or mean: then what follows is a comparison.
        if self.is_word(0, "unique") && !self.is_test(1) {
            self.next += 1;
            return self.column().map(Expects::Unique);
        }
        match self.summary()? {
            Some(summary) => {
                let start = self.next;
                let bound = self.bound()?;
                if matches!(summary, Summary::ShareMissing(_)) && bound.exceeds_whole() {
                    self.next = start;
                    return Err(self.fault("A share is at most 100%: write for example < 5%"));
                }
                let (least, most) = summary.range();
                if bound.is_impossible(least, most) {
                    self.next = start;
                    let whole = if most == 1.0 { "nor over 100%" } else { "in any file" };
                    let what = summary.words();
                    return Err(self.fault(&format!(
                        "No file can hold to this: {what} is never under 0 {whole}"
                    )));
                }
                Ok(Expects::Summary { summary, bound })
            }
            None => self.condition().map(Expects::Rows),
        }
    }
}

#[cfg(test)]
mod tests;
