//! The laws that values are drawn from.

use std::f64::consts::{PI, TAU};

use rand::RngExt;
use rand_pcg::Pcg32;

/// A law of the values of a column.
#[derive(Clone)]
pub enum Law {
    /// Normal, with a mean and a standard deviation.
    Normal(f64, f64),
    /// The exponential of a normal number.
    Lognormal,
    /// Cauchy: so heavy a tail that it has no mean.
    Cauchy,
    /// Poisson with a mean: few different whole numbers.
    Poisson(f64),
    /// A normal number of a mean and a standard deviation, rounded to whole ones, as ages are.
    Whole(f64, f64),
    /// Zero with this chance, else lognormal.
    ZeroInflated(f64),
    /// A name of several, by their cumulative weights.
    Names(Vec<f64>),
}

impl Law {
    /// So many names that are equally common.
    pub fn even(levels: usize) -> Self {
        Self::weighted(vec![1.0; levels])
    }

    /// So many names of which the k-th is 1/k as common as the first.
    pub fn zipf(levels: usize) -> Self {
        Self::weighted((1..=levels).map(|rank| 1.0 / rank as f64).collect())
    }

    /// Names with these weights.
    pub fn weighted(weights: Vec<f64>) -> Self {
        let mut sum = 0.0;
        let cumulative = weights.into_iter().map(|weight| {
            sum += weight;
            sum
        });
        Self::Names(cumulative.collect())
    }

    /// Writes one value as a field of a CSV file.
    pub fn write(&self, random: &mut Pcg32, field: &mut String) {
        use std::fmt::Write;
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Names(cumulative) => {
                let last = cumulative.len() - 1;
                let at = random.random::<f64>() * cumulative[last];
                write!(field, "c{}", cumulative.partition_point(|sum| *sum <= at).min(last))
            }
            Self::Poisson(_) | Self::Whole(..) => write!(field, "{}", self.number(random) as i64),
            _ => write!(field, "{:.9}", self.number(random)),
        };
    }

    fn number(&self, random: &mut Pcg32) -> f64 {
        match *self {
            Self::Normal(mean, deviation) => mean + deviation * normal(random),
            Self::Lognormal => libm::exp(normal(random)),
            Self::Cauchy => libm::tan(PI * (random.random::<f64>() - 0.5)),
            Self::Poisson(mean) => poisson(random, mean),
            Self::Whole(mean, deviation) => libm::round(mean + deviation * normal(random)),
            Self::ZeroInflated(share) if random.random::<f64>() < share => 0.0,
            Self::ZeroInflated(_) => libm::exp(normal(random)),
            Self::Names(_) => f64::NAN,
        }
    }
}

/// Box and Muller (1958).
fn normal(random: &mut Pcg32) -> f64 {
    let radius = (-2.0 * libm::log(1.0 - random.random::<f64>())).sqrt();
    radius * libm::cos(TAU * random.random::<f64>())
}

/// Knuth's: uniform numbers are multiplied until their product is small.
fn poisson(random: &mut Pcg32, mean: f64) -> f64 {
    let least = libm::exp(-mean);
    let mut product: f64 = random.random();
    let mut count = 0.0;
    while product > least {
        product *= random.random::<f64>();
        count += 1.0;
    }
    count
}
