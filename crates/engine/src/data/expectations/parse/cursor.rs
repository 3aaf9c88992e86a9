//! The parser's place in a line, and the least parts that it takes from there.

use report::format::short;

use super::super::language::Comparison;
use super::super::print::written_name;
use super::super::tokens::{Fault, Token, TokenKind};
use super::Parser;

/// What a line can begin with, for a fault.
const HOW: &str = "write for example: age > 0, country in {DE, FR}, share missing of income < 1%";

/// Words that a name without quotes is looked for among.
const MOST_WORDS: usize = 8;

impl Parser<'_> {
    pub(super) fn number(&mut self) -> Result<f64, Fault> {
        match self.peek() {
            Some(&(TokenKind::Number(number) | TokenKind::Percent(number))) => {
                self.next += 1;
                Ok(number)
            }
            _ => Err(self.fault("Give a number")),
        }
    }

    pub(super) fn column(&mut self) -> Result<String, Fault> {
        let name = match self.peek() {
            Some(TokenKind::Word(name) | TokenKind::Quoted(name)) => name.clone(),
            Some(TokenKind::Number(number)) if self.columns.has(&number.to_string()) => {
                number.to_string()
            }
            _ => return Err(self.fault(&format!("A column should stand here: {HOW}"))),
        };
        if !self.columns.has(&name) {
            return Err(self.fault(&self.no_column(&name)));
        }
        self.next += 1;
        Ok(name)
    }

    /// That no column is called so, and what may be meant.
    fn no_column(&self, name: &str) -> String {
        if let Some(meant) = self.several_words() {
            let meant = written_name(&meant);
            return format!("There is no column {}: write {meant}, in quotes", short(name));
        }
        let known = self.columns.nearest(name).map_or_else(
            || "write it as the file does, in quotes where it has several words".to_owned(),
            |nearest| format!("did you mean {}?", written_name(nearest)),
        );
        format!("There is no column {}: {known}", short(name))
    }

    /// The column whose name is this word with some that follow, which need quotes around them.
    fn several_words(&self) -> Option<String> {
        let words = self.tokens[self.next..].iter().map_while(|token| match &token.kind {
            TokenKind::Word(word) => Some(word.as_str()),
            _ => None,
        });
        let words: Vec<&str> = words.take(MOST_WORDS).collect();
        let names = (2..=words.len()).rev().map(|count| words[..count].join(" "));
        names.into_iter().find(|name| self.columns.has(name))
    }

    pub(super) fn comparison(&mut self, remedy: &str) -> Result<Comparison, Fault> {
        let found = match self.peek() {
            Some(TokenKind::Sign(sign)) => Comparison::of(sign),
            _ => None,
        };
        let comparison = found.ok_or_else(|| self.fault(remedy))?;
        self.next += 1;
        Ok(comparison)
    }

    pub(super) fn sign(&mut self, sign: &'static str, remedy: &str) -> Result<(), Fault> {
        if self.takes_sign(sign) { Ok(()) } else { Err(self.fault(remedy)) }
    }

    pub(super) fn takes_sign(&mut self, sign: &'static str) -> bool {
        let is_there = self.peek() == Some(&TokenKind::Sign(sign));
        self.next += usize::from(is_there);
        is_there
    }

    pub(super) fn takes_word(&mut self, word: &str) -> bool {
        let is_there = self.is_word(0, word);
        self.next += usize::from(is_there);
        is_there
    }

    pub(super) fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    pub(super) fn is_word(&self, ahead: usize, word: &str) -> bool {
        let token = self.tokens.get(self.next + ahead);
        matches!(token, Some(Token { kind: TokenKind::Word(text), .. }) if text.eq_ignore_ascii_case(word))
    }

    pub(super) fn is_sign(&self, ahead: usize) -> bool {
        let token = self.tokens.get(self.next + ahead);
        matches!(token, Some(Token { kind: TokenKind::Sign(_), .. }))
    }

    /// Whether what stands there compares what stands before it.
    pub(super) fn is_test(&self, ahead: usize) -> bool {
        let words = ["between", "in", "within", "like", "is"];
        self.is_sign(ahead) || words.iter().any(|word| self.is_word(ahead, word))
    }

    pub(super) fn fault(&self, message: &str) -> Fault {
        let place = self.tokens.get(self.next).map_or(self.end, |token| token.place);
        Fault { place, message: message.to_owned() }
    }
}
