//! Reads what sums up a column or the file, and what that is compared with.

use super::super::language::{Bound, Summary};
use super::super::tokens::{Fault, TokenKind};
use super::Parser;

impl Parser<'_> {
    /// A summary; nothing where none begins here.
    pub(super) fn summary(&mut self) -> Result<Option<Summary>, Fault> {
        if self.is_word(0, "rows") && self.is_test(1) && !self.columns.has("rows") {
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

    pub(super) fn bound(&mut self) -> Result<Bound, Fault> {
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
}
