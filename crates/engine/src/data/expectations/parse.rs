//! Reads a line of expectations, by recursive descent.

use table::time_ms;

use super::language::{
    Bound, Comparison, Condition, Expects, Literal, Operand, Rule, Subject, Summary, Test,
};
use super::tokens::{Fault, Token, TokenKind, cut};

/// Reads a line; nothing where it is blank or a comment, which begins with #.
///
/// # Errors
/// What is wrong, where, and what to do.
pub fn parse(line: &str, columns: &dyn Fn(&str) -> bool) -> Result<Option<Rule>, Fault> {
    if line.trim().is_empty() || line.trim_start().starts_with('#') {
        return Ok(None);
    }
    let tokens = cut(line)?;
    let end = line.chars().count() + 1;
    Parser { tokens: &tokens, next: 0, end, columns }.rule().map(Some)
}

struct Parser<'a> {
    tokens: &'a [Token],
    next: usize,
    end: usize,
    /// Whether there is a column of a name.
    columns: &'a dyn Fn(&str) -> bool,
}

/// What a line can begin with, for a fault.
const HOW: &str = "write for example: age > 0, country in {DE, FR}, share missing of income < 1%";

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
                if matches!(summary, Summary::ShareMissing(_)) && exceeds_whole(&bound) {
                    self.next = start;
                    return Err(self.fault("A share is at most 100%: write for example < 5%"));
                }
                Ok(Expects::Summary { summary, bound })
            }
            None => self.condition().map(Expects::Rows),
        }
    }

    /// A summary; nothing where none begins here.
    fn summary(&mut self) -> Result<Option<Summary>, Fault> {
        if self.is_word(0, "rows") && self.is_test(1) && !(self.columns)("rows") {
            self.next += 1;
            return Ok(Some(Summary::Rows));
        }
        type SummaryOf = fn(String) -> Summary;
        let of: [(&[&str], SummaryOf); 11] = [
            (&["share", "missing", "of"], Summary::ShareMissing),
            (&["count", "missing", "of"], Summary::CountMissing),
            (&["count", "distinct", "of"], Summary::CountDistinct),
            (&["mean", "of"], Summary::Mean),
            (&["average", "of"], Summary::Mean),
            (&["median", "of"], Summary::Median),
            (&["min", "of"], Summary::Minimum),
            (&["max", "of"], Summary::Maximum),
            (&["sd", "of"], Summary::Deviation),
            (&["sum", "of"], Summary::Sum),
            (&["standard", "deviation", "of"], Summary::Deviation),
        ];
        for (words, make) in of {
            if words.iter().enumerate().all(|(ahead, word)| self.is_word(ahead, word)) {
                self.next += words.len();
                return self.column().map(|column| Some(make(column)));
            }
        }
        Ok(None)
    }

    fn bound(&mut self) -> Result<Bound, Fault> {
        if self.takes_word("between") {
            let is_reversed = |from: &f64, to: &f64| from > to;
            let (from, to) = self.range(Self::number, is_reversed)?;
            return Ok(Bound::Between(from, to));
        }
        if self.takes_word("within") {
            let share = match self.peek() {
                Some(&TokenKind::Percent(share)) if share >= 0.0 => share,
                _ => return Err(self.fault("Give a percentage: within 10% of reference")),
            };
            self.next += 1;
            if self.takes_word("of") && self.takes_word("reference") {
                return Ok(Bound::WithinOfReference(share));
            }
            return Err(self.fault("Go on with: of reference"));
        }
        let comparison = self.comparison(
            "Compare it: <, <=, >, >=, =, between … and …, or within 10% of reference",
        )?;
        Ok(Bound::Compare(comparison, self.number()?))
    }

    fn condition(&mut self) -> Result<Condition, Fault> {
        let is_length = self.is_word(0, "length") && self.is_word(1, "of");
        let subject = if is_length {
            self.next += 2;
            Subject::Length(self.column()?)
        } else {
            Subject::Value(self.column()?)
        };
        let test = self.test(is_length)?;
        Ok(Condition { subject, test })
    }

    fn test(&mut self, is_length: bool) -> Result<Test, Fault> {
        if self.takes_word("between") {
            let (from, to) = self.range(Self::literal, is_reversed)?;
            return Ok(Test::Between(from, to));
        }
        if self.takes_word("in") {
            return Ok(Test::In { values: self.list()?, is_in: true });
        }
        if self.is_word(0, "not") && self.is_word(1, "in") {
            self.next += 2;
            return Ok(Test::In { values: self.list()?, is_in: false });
        }
        if !is_length && (self.takes_word("like") || self.takes_word("shape")) {
            return match self.peek().cloned() {
                Some(TokenKind::Word(shape) | TokenKind::Quoted(shape)) => {
                    self.next += 1;
                    Ok(Test::Shape(shape))
                }
                Some(TokenKind::Number(_)) => Err(self.fault("Put the shape in quotes: like \"99999\"")),
                _ => Err(self.fault("Give a shape: like \"AA-999\", where A is a capital, a a small letter and 9 a digit")),
            };
        }
        if !is_length && self.takes_word("is") {
            let is_not = self.takes_word("not");
            if self.takes_word("missing") {
                return Ok(Test::Missing { is_missing: !is_not });
            }
            return Err(self.fault("Go on with: missing, or not missing"));
        }
        let comparison = self.comparison(
            "Go on with <, <=, >, >=, =, !=, between … and …, in {…}, like \"AA-999\" or is not missing",
        )?;
        Ok(Test::Compare(comparison, self.operand()?))
    }

    /// "1 and 2".
    fn range<T>(
        &mut self,
        one: fn(&mut Self) -> Result<T, Fault>,
        is_reversed: fn(&T, &T) -> bool,
    ) -> Result<(T, T), Fault> {
        let start = self.next;
        let from = one(self)?;
        if !self.takes_word("and") {
            return Err(self.fault("Give both ends: between 18 and 75"));
        }
        let to = one(self)?;
        if is_reversed(&from, &to) {
            self.next = start;
            return Err(self.fault("The bounds are reversed: put the smaller one first"));
        }
        Ok((from, to))
    }

    fn list(&mut self) -> Result<Vec<Literal>, Fault> {
        self.sign("{", "Put the values in braces: in {DE, FR, \"New York\"}")?;
        let mut values = vec![self.literal()?];
        while self.takes_sign(",") {
            values.push(self.literal()?);
        }
        self.sign("}", "Put a comma between two values, quotes around a value of several words, and close the list with }")?;
        Ok(values)
    }

    fn operand(&mut self) -> Result<Operand, Fault> {
        match self.peek() {
            // A name that is a column's is that column; in quotes it is a text, unless it stands for one.
            Some(TokenKind::Word(name)) if (self.columns)(name) => {
                let name = name.clone();
                self.next += 1;
                Ok(Operand::Column(name))
            }
            _ => self.literal().map(Operand::Literal),
        }
    }

    fn literal(&mut self) -> Result<Literal, Fault> {
        let literal = match self.peek() {
            Some(TokenKind::Number(number) | TokenKind::Percent(number)) => {
                Literal::Number(*number)
            }
            Some(TokenKind::Word(text) | TokenKind::Quoted(text)) => Literal::Text(text.clone()),
            _ => return Err(self.fault("Give a value: a number, a word, or a text in quotes")),
        };
        self.next += 1;
        Ok(literal)
    }

    fn number(&mut self) -> Result<f64, Fault> {
        match self.peek() {
            Some(&(TokenKind::Number(number) | TokenKind::Percent(number))) => {
                self.next += 1;
                Ok(number)
            }
            _ => Err(self.fault("Give a number")),
        }
    }

    fn column(&mut self) -> Result<String, Fault> {
        let name = match self.peek() {
            Some(TokenKind::Word(name) | TokenKind::Quoted(name)) => name.clone(),
            Some(TokenKind::Number(number)) if (self.columns)(&number.to_string()) => {
                number.to_string()
            }
            _ => return Err(self.fault(&format!("A column should stand here: {HOW}"))),
        };
        if !(self.columns)(&name) {
            return Err(self.fault(&format!(
                "There is no column {name}: write it as the file does, in quotes where it has several words"
            )));
        }
        self.next += 1;
        Ok(name)
    }

    fn comparison(&mut self, remedy: &str) -> Result<Comparison, Fault> {
        let found = match self.peek() {
            Some(TokenKind::Sign(sign)) => Comparison::of(sign),
            _ => None,
        };
        let comparison = found.ok_or_else(|| self.fault(remedy))?;
        self.next += 1;
        Ok(comparison)
    }

    fn sign(&mut self, sign: &'static str, remedy: &str) -> Result<(), Fault> {
        if self.takes_sign(sign) { Ok(()) } else { Err(self.fault(remedy)) }
    }

    fn takes_sign(&mut self, sign: &'static str) -> bool {
        let is_there = self.peek() == Some(&TokenKind::Sign(sign));
        self.next += usize::from(is_there);
        is_there
    }

    fn takes_word(&mut self, word: &str) -> bool {
        let is_there = self.is_word(0, word);
        self.next += usize::from(is_there);
        is_there
    }

    fn peek(&self) -> Option<&TokenKind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn is_word(&self, ahead: usize, word: &str) -> bool {
        let token = self.tokens.get(self.next + ahead);
        matches!(token, Some(Token { kind: TokenKind::Word(text), .. }) if text.eq_ignore_ascii_case(word))
    }

    fn is_sign(&self, ahead: usize) -> bool {
        let token = self.tokens.get(self.next + ahead);
        matches!(token, Some(Token { kind: TokenKind::Sign(_), .. }))
    }

    /// Whether what stands there compares what stands before it.
    fn is_test(&self, ahead: usize) -> bool {
        let words = ["between", "in", "within", "like", "is"];
        self.is_sign(ahead) || words.iter().any(|word| self.is_word(ahead, word))
    }

    fn fault(&self, message: &str) -> Fault {
        let place = self.tokens.get(self.next).map_or(self.end, |token| token.place);
        Fault { place, message: message.to_owned() }
    }
}

/// Whether a range can hold nothing: numbers, times or texts of which the second is smaller.
fn is_reversed(from: &Literal, to: &Literal) -> bool {
    let number = |literal: &Literal| match literal {
        Literal::Number(number) => Some(*number),
        Literal::Text(text) => text.parse().ok(),
    };
    if let (Some(from), Some(to)) = (number(from), number(to)) {
        return from > to;
    }
    match (from, to) {
        (Literal::Text(from), Literal::Text(to)) => match (time_ms(from), time_ms(to)) {
            (Some(from), Some(to)) => from > to,
            _ => from > to,
        },
        _ => false,
    }
}

/// Whether a share would be compared with more than all.
fn exceeds_whole(bound: &Bound) -> bool {
    match bound {
        Bound::Compare(_, limit) | Bound::Between(_, limit) => *limit > 1.0,
        Bound::WithinOfReference(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Option<Rule>, Fault> {
        let columns =
            ["age", "country", "zip", "income", "price", "a", "b", "id", "car value", "rows x"];
        parse(line, &|name| columns.contains(&name))
    }

    fn expects(line: &str) -> Expects {
        read(line).unwrap().unwrap().expects
    }

    fn value(column: &str, test: Test) -> Expects {
        Expects::Rows(Condition { subject: Subject::Value(column.to_owned()), test })
    }

    #[test]
    fn every_kind_of_line_is_read() {
        use Comparison::{AtMost, Equal, Less, More};
        let number = |n| Operand::Literal(Literal::Number(n));
        let text = |t: &str| Literal::Text(t.to_owned());
        assert_eq!(expects("age > 0"), value("age", Test::Compare(More, number(0.0))));
        let list = vec![text("DE"), text("FR"), text("New York")];
        let test = Test::In { values: list, is_in: true };
        assert_eq!(expects("country in {DE, FR, \"New York\"}"), value("country", test));
        let share = Summary::ShareMissing("income".to_owned());
        let bound = Bound::Compare(Less, 0.01);
        assert_eq!(
            expects("share missing of income < 1%"),
            Expects::Summary { summary: share, bound }
        );
        let ends = Test::Between(Literal::Number(18.0), Literal::Number(100.0));
        assert_eq!(expects("age between 18 and 100"), value("age", ends));
        assert_eq!(expects("unique id"), Expects::Unique("id".to_owned()));
        let mean = Summary::Mean("price".to_owned());
        let bound = Bound::WithinOfReference(0.1);
        assert_eq!(
            expects("mean of price within 10% of reference"),
            Expects::Summary { summary: mean, bound }
        );
        let bound = Bound::Compare(More, 10_000.0);
        assert_eq!(expects("rows > 10000"), Expects::Summary { summary: Summary::Rows, bound });
        let length = Expects::Rows(Condition {
            subject: Subject::Length("zip".to_owned()),
            test: Test::Compare(Equal, number(5.0)),
        });
        assert_eq!(expects("length of zip = 5"), length);
        assert_eq!(expects("zip like \"99999\""), value("zip", Test::Shape("99999".to_owned())));
        let other = Test::Compare(AtMost, Operand::Column("b".to_owned()));
        assert_eq!(expects("a <= b"), value("a", other));
        assert_eq!(
            expects("\"car value\" is not missing"),
            value("car value", Test::Missing { is_missing: false })
        );
        let rule = read("when country = DE: zip not in {0}").unwrap().unwrap();
        assert_eq!(rule.when.unwrap().subject.column(), "country");
        assert_eq!(read("  # a comment"), Ok(None));
        assert_eq!(read(""), Ok(None));
    }

    #[test]
    fn bounds_in_order_and_whole_shares_are_read() {
        for line in ["age between 3 and 3", "a between -9 and 10", "share missing of income < 1"] {
            assert!(read(line).is_ok(), "{line}");
        }
    }

    #[test]
    fn faults_say_where_and_what_to_do() {
        for (line, place, part) in [
            ("ages > 0", 1, "There is no column ages"),
            ("age", 4, "Go on with <"),
            ("age > ", 7, "Give a value"),
            ("age between 18", 15, "Give both ends"),
            ("country in DE", 12, "braces"),
            ("country in {New York}", 17, "several words"),
            ("share missing of income", 24, "Compare it"),
            ("mean of price within 10 of reference", 22, "Give a percentage"),
            ("age > 0 and age < 9", 9, "one expectation on a line"),
            ("when country = DE age > 0", 19, "colon"),
            ("age between 9 and 3", 13, "reversed"),
            ("age between 2025-03-01 and 2025-02-01", 13, "reversed"),
            ("rows between 9 and 3", 14, "reversed"),
            ("share missing of income < 150%", 25, "at most 100%"),
            ("share missing of income between 1 and 5", 25, "at most 100%"),
            ("> 5", 1, "A column should stand here"),
            ("country = \"DE", 11, "does not close"),
        ] {
            let fault = read(line).unwrap_err();
            assert_eq!(fault.place, place, "{line}: {}", fault.message);
            assert!(fault.message.contains(part), "{line}: {}", fault.message);
        }
    }
}
