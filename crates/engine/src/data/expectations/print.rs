//! Writes a line of expectations, so that it reads as the same rule again.

use std::fmt::{self, Display, Formatter};

use super::language::{Bound, Condition, Expects, Literal, Operand, Rule, Subject, Summary, Test};

/// Words of the language, which a name or a text must not be taken for.
const WORDS: [&str; 25] = [
    "when", "unique", "rows", "share", "count", "missing", "distinct", "mean", "average", "median",
    "min", "max", "sd", "sum", "standard", "length", "of", "between", "and", "within", "in", "not",
    "like", "shape", "is",
];

/// Longer numbers are written with a power of ten where that is shorter.
const LONGEST_PLAIN: usize = 12;

impl Display for Rule {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        if let Some(when) = &self.when {
            write!(out, "when {when}: ")?;
        }
        match &self.expects {
            Expects::Rows(condition) => write!(out, "{condition}"),
            Expects::Unique(column) => write!(out, "unique {}", written_name(column)),
            Expects::Summary { summary, bound } => {
                write!(out, "{}", summary.words())?;
                if let Some(column) = summary.column() {
                    write!(out, " of {}", written_name(column))?;
                }
                let is_share = matches!(summary, Summary::ShareMissing(_));
                write!(out, " {}", written_bound(bound, is_share))
            }
        }
    }
}

impl Display for Condition {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match &self.subject {
            Subject::Value(column) => write!(out, "{} {}", written_name(column), self.test),
            Subject::Length(column) => {
                write!(out, "length of {} {}", written_name(column), self.test)
            }
        }
    }
}

impl Display for Test {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compare(comparison, Operand::Column(name)) => {
                write!(out, "{} {name}", comparison.sign())
            }
            // In quotes, so that it is not taken for the column of that name.
            Self::Compare(comparison, Operand::Literal(Literal::Text(text))) => {
                write!(out, "{} {}", comparison.sign(), quoted(text))
            }
            Self::Compare(comparison, Operand::Literal(Literal::Number(number))) => {
                write!(out, "{} {}", comparison.sign(), written_number(*number))
            }
            Self::Between(from, to) => {
                write!(out, "between {} and {}", written_value(from), written_value(to))
            }
            Self::In { values, is_in } => {
                let values: Vec<String> = values.iter().map(written_value).collect();
                write!(out, "{}in {{{}}}", if *is_in { "" } else { "not " }, values.join(", "))
            }
            Self::Shape(shape) => write!(out, "like {}", quoted(shape)),
            Self::Missing { is_missing } => {
                write!(out, "is {}missing", if *is_missing { "" } else { "not " })
            }
        }
    }
}

fn written_bound(bound: &Bound, is_share: bool) -> String {
    let number = |number: f64| {
        let percent = percent(number).filter(|_| is_share);
        percent.unwrap_or_else(|| written_number(number))
    };
    match bound {
        Bound::Compare(comparison, limit) => format!("{} {}", comparison.sign(), number(*limit)),
        Bound::Between(from, to) => format!("between {} and {}", number(*from), number(*to)),
        Bound::WithinOfReference(share) => {
            let share = percent(*share).unwrap_or_else(|| format!("{}%", 100.0 * share));
            format!("within {share} of reference")
        }
    }
}

/// The shortest percentage that reads as this share.
fn percent(share: f64) -> Option<String> {
    let with_digits = |digits: usize| format!("{:.digits$e}", 100.0 * share).parse::<f64>().ok();
    let percent = (0..17).filter_map(with_digits).find(|percent| percent / 100.0 == share)?;
    Some(written_number(percent) + "%")
}

/// A number as it reads again, with a power of ten where it would be long.
pub fn written_number(number: f64) -> String {
    let (plain, scientific) = (number.to_string(), format!("{number:e}"));
    let is_long = plain.len() > LONGEST_PLAIN && scientific.len() < plain.len();
    if is_long { scientific } else { plain }
}

fn written_value(literal: &Literal) -> String {
    match literal {
        Literal::Number(number) => written_number(*number),
        Literal::Text(text) if is_plain(text) => text.clone(),
        Literal::Text(text) => quoted(text),
    }
}

/// A name as a line needs it: in quotes unless it is one plain word.
pub fn written_name(name: &str) -> String {
    if is_plain(name) { name.to_owned() } else { quoted(name) }
}

fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || "_.-".contains(c))
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::language::Comparison;
    use super::super::names::Names;
    use super::super::parse::parse;
    use super::*;

    const NAMES: [&str; 9] =
        ["age", "car value", "rows", "when", "mean", "2024", "it's \"so\"", "größe", "a,b"];
    /// Columns on the right stand without quotes.
    const PLAIN: [&str; 4] = ["age", "rows", "größe", "mean"];

    fn name() -> impl Strategy<Value = String> {
        prop::sample::select(&NAMES[..]).prop_map(str::to_owned)
    }

    fn number() -> impl Strategy<Value = f64> {
        let any = any::<f64>().prop_filter("a line holds finite numbers", |n| n.is_finite());
        prop_oneof![any, (-1000..1000_i32).prop_map(f64::from)]
    }

    fn literal() -> impl Strategy<Value = Literal> {
        let word = prop::sample::select(&["and", "nan", "DE", "2025-07-01", "10,000", ""][..]);
        prop_oneof![
            number().prop_map(Literal::Number),
            "[^\r\n]{0,9}".prop_map(Literal::Text),
            word.prop_map(|word| Literal::Text(word.to_owned())),
        ]
    }

    fn comparison() -> impl Strategy<Value = Comparison> {
        prop::sample::select(&["<", "<=", ">", ">=", "=", "!="][..])
            .prop_filter_map("a sign", Comparison::of)
    }

    fn condition() -> impl Strategy<Value = Condition> {
        let column = prop::sample::select(&PLAIN[..]).prop_map(|n| Operand::Column(n.to_owned()));
        let operand = prop_oneof![literal().prop_map(Operand::Literal), column];
        let ordered =
            (literal(), literal()).prop_map(|(a, b)| if a.is_above(&b) { (b, a) } else { (a, b) });
        let of_any = prop_oneof![
            (comparison(), operand).prop_map(|(sign, operand)| Test::Compare(sign, operand)),
            ordered.prop_map(|(from, to)| Test::Between(from, to)),
            (prop::collection::vec(literal(), 1..5), any::<bool>())
                .prop_map(|(values, is_in)| Test::In { values, is_in }),
        ];
        let of_value = prop_oneof![
            "[^\r\n]{0,9}".prop_map(Test::Shape),
            any::<bool>().prop_map(|is_missing| Test::Missing { is_missing }),
        ];
        let length = (name(), of_any.clone()).prop_map(|(n, test)| (Subject::Length(n), test));
        let value =
            (name(), prop_oneof![of_any, of_value]).prop_map(|(n, test)| (Subject::Value(n), test));
        prop_oneof![length, value].prop_map(|(subject, test)| Condition { subject, test })
    }

    fn summed() -> impl Strategy<Value = Expects> {
        let of: [fn(String) -> Summary; 9] = [
            Summary::ShareMissing,
            Summary::CountMissing,
            Summary::CountDistinct,
            Summary::Mean,
            Summary::Median,
            Summary::Minimum,
            Summary::Maximum,
            Summary::Deviation,
            Summary::Sum,
        ];
        let summary = (prop::sample::select(of.to_vec()), name()).prop_map(|(of, name)| of(name));
        let bound = prop_oneof![
            (comparison(), number()).prop_map(|(sign, limit)| Bound::Compare(sign, limit)),
            (number(), number()).prop_map(|(a, b)| Bound::Between(a.min(b), a.max(b))),
            (0..2_000_000_u32)
                .prop_map(|n| Bound::WithinOfReference(f64::from(n) / 1000.0 / 100.0)),
        ];
        (summary, bound)
            .prop_filter("something can hold to it", |(summary, bound)| {
                let (least, most) = summary.range();
                let is_share = matches!(summary, Summary::ShareMissing(_));
                !(is_share && bound.exceeds_whole() || bound.is_impossible(least, most))
            })
            .prop_map(|(summary, bound)| Expects::Summary { summary, bound })
    }

    fn rule() -> impl Strategy<Value = Rule> {
        let expects = prop_oneof![
            condition().prop_map(Expects::Rows),
            name().prop_map(Expects::Unique),
            summed(),
        ];
        (prop::option::of(condition()), expects).prop_map(|(when, expects)| Rule { when, expects })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_written_rule_reads_as_itself(rule in rule()) {
            let line = rule.to_string();
            prop_assert_eq!(parse(&line, &Names::new(NAMES)), Ok(Some(rule)), "{}", line);
        }
    }

    #[test]
    fn rules_are_written_as_people_write_them() {
        let names = Names::new(["age", "country", "income", "zip", "order id", "x"]);
        for line in [
            "age between 18 and 100",
            "country in {DE, FR, \"New York\"}",
            "share missing of income < 1%",
            "unique \"order id\"",
            "mean of x within 10% of reference",
            "when country = \"DE\": length of zip = 5",
            "x not in {0.1, 1e300}",
            "rows > 10000",
            "age is not missing",
        ] {
            assert_eq!(parse(line, &names).unwrap().unwrap().to_string(), line);
        }
    }
}
