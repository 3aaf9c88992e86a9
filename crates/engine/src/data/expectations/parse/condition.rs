//! Reads what is expected of each row.

use super::super::language::{Condition, Literal, Operand, Subject, Test};
use super::super::tokens::{Fault, TokenKind};
use super::Parser;

impl Parser<'_> {
    pub(super) fn condition(&mut self) -> Result<Condition, Fault> {
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
            let (from, to) = self.range(Self::literal, Literal::is_above)?;
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
    pub(super) fn range<T>(
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
            Some(TokenKind::Word(name)) if self.columns.has(name) => {
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
}
