//! What a line of expectations means. docs/expectations.md has the grammar.

use table::time_ms;

/// A line that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Rows that it is about; all where there is no condition.
    pub when: Option<Condition>,
    /// What is expected.
    pub expects: Expects,
}

/// What a line expects.
#[derive(Clone, Debug, PartialEq)]
pub enum Expects {
    /// Something of each row.
    Rows(Condition),
    /// That no value of a column repeats.
    Unique(String),
    /// Something of a number that sums up a column or the file.
    Summary {
        /// The number.
        summary: Summary,
        /// How it is compared.
        bound: Bound,
    },
}

/// Something that a row has or has not.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What is looked at.
    pub subject: Subject,
    /// What it must be.
    pub test: Test,
}

/// What is looked at in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// The value of a column.
    Value(String),
    /// The number of characters of a column's text.
    Length(String),
}

impl Subject {
    /// The column that it is of.
    pub fn column(&self) -> &str {
        match self {
            Self::Value(column) | Self::Length(column) => column,
        }
    }
}

/// What a value must be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Larger, smaller or equal.
    Compare(Comparison, Operand),
    /// From the first to the second, both included.
    Between(Literal, Literal),
    /// One of these, or none of them.
    In {
        /// The values.
        values: Vec<Literal>,
        /// Whether it must be one of them.
        is_in: bool,
    },
    /// Of a shape: A a capital, a a small letter, 9 a digit.
    Shape(String),
    /// There, or missing.
    Missing {
        /// Whether it must be missing.
        is_missing: bool,
    },
}

/// What a value is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Operand {
    /// A value.
    Literal(Literal),
    /// The value of another column in the same row.
    Column(String),
}

/// A value in a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// A number.
    Number(f64),
    /// A text, a word or a time.
    Text(String),
}

impl Literal {
    /// Whether nothing lies from this to another: numbers, times or texts of which the second is smaller.
    pub fn is_above(&self, other: &Self) -> bool {
        let number = |literal: &Self| match literal {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok(),
        };
        if let (Some(from), Some(to)) = (number(self), number(other)) {
            return from > to;
        }
        match (self, other) {
            (Self::Text(from), Self::Text(to)) => match (time_ms(from), time_ms(to)) {
                (Some(from), Some(to)) => from > to,
                _ => from > to,
            },
            _ => false,
        }
    }
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// <
    Less,
    /// <=
    AtMost,
    /// >
    More,
    /// >=
    AtLeast,
    /// =
    Equal,
    /// !=
    NotEqual,
}

impl Comparison {
    const ALL: [Self; 6] =
        [Self::Less, Self::AtMost, Self::More, Self::AtLeast, Self::Equal, Self::NotEqual];

    /// By its sign.
    pub fn of(sign: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|comparison| comparison.sign() == sign)
    }

    /// Its sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Equal => "=",
            Self::NotEqual => "!=",
        }
    }

    /// Whether it holds of a value and what it is compared with, by their order.
    pub fn holds(self, order: std::cmp::Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::More => order.is_gt(),
            Self::AtLeast => order.is_ge(),
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
        }
    }
}

/// A number that sums up a column or the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Summary {
    /// Rows of the file.
    Rows,
    /// Rows without a value of a column, as a share of all.
    ShareMissing(String),
    /// Rows without a value of a column.
    CountMissing(String),
    /// Different values of a column.
    CountDistinct(String),
    /// The mean of a column of numbers.
    Mean(String),
    /// The median of a column of numbers.
    Median(String),
    /// The least value.
    Minimum(String),
    /// The greatest value.
    Maximum(String),
    /// The standard deviation, over n − 1.
    Deviation(String),
    /// The sum.
    Sum(String),
}

impl Summary {
    /// Its words before "of" and the column, or alone.
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::ShareMissing(_) => "share missing",
            Self::CountMissing(_) => "count missing",
            Self::CountDistinct(_) => "count distinct",
            Self::Mean(_) => "mean",
            Self::Median(_) => "median",
            Self::Minimum(_) => "min",
            Self::Maximum(_) => "max",
            Self::Deviation(_) => "sd",
            Self::Sum(_) => "sum",
        }
    }

    /// From where to where it can be.
    pub const fn range(&self) -> (f64, f64) {
        match self {
            Self::ShareMissing(_) => (0.0, 1.0),
            Self::Rows | Self::CountMissing(_) | Self::CountDistinct(_) | Self::Deviation(_) => {
                (0.0, f64::INFINITY)
            }
            Self::Mean(_)
            | Self::Median(_)
            | Self::Minimum(_)
            | Self::Maximum(_)
            | Self::Sum(_) => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    /// The column that it is of.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Rows => None,
            Self::ShareMissing(column)
            | Self::CountMissing(column)
            | Self::CountDistinct(column)
            | Self::Mean(column)
            | Self::Median(column)
            | Self::Minimum(column)
            | Self::Maximum(column)
            | Self::Deviation(column)
            | Self::Sum(column) => Some(column),
        }
    }
}

/// How a summary is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    /// With a number.
    Compare(Comparison, f64),
    /// From the first to the second, both included.
    Between(f64, f64),
    /// Not farther from the reference's own than this share of it.
    WithinOfReference(f64),
}

impl Bound {
    /// Whether it compares a share with more than all.
    pub fn exceeds_whole(&self) -> bool {
        match self {
            Self::Compare(_, limit) | Self::Between(_, limit) => *limit > 1.0,
            Self::WithinOfReference(_) => false,
        }
    }

    /// Whether no number from `least` to `most` holds to it.
    pub fn is_impossible(&self, least: f64, most: f64) -> bool {
        match self {
            Self::Compare(Comparison::Less, limit) => *limit <= least,
            Self::Compare(Comparison::AtMost, limit) => *limit < least,
            Self::Compare(Comparison::More, limit) => *limit >= most,
            Self::Compare(Comparison::AtLeast, limit) => *limit > most,
            Self::Compare(Comparison::Equal, limit) => !(least..=most).contains(limit),
            Self::Between(from, to) => *to < least || *from > most,
            Self::Compare(Comparison::NotEqual, _) | Self::WithinOfReference(_) => false,
        }
    }
}
