//! Columns as numbers without gaps, by what the reference holds.

use crate::Feature;

/// How the values of a column become numbers.
pub enum Encoding {
    /// Numbers, with what stands for missing ones.
    Numbers(f64),
    /// The share that each name has in the reference, and that of the most frequent one, which stands
    /// for missing names.
    Names { shares: Vec<f64>, missing: f64 },
}

impl Encoding {
    /// As the reference's values have it.
    pub fn of(reference: &Feature) -> Self {
        match reference {
            Feature::Numbers(values) => {
                let present = || values.iter().filter(|value| value.is_finite());
                let count = present().count().max(1) as f64;
                Self::Numbers(present().sum::<f64>() / count)
            }
            Feature::Names(codes) => {
                let names = codes.iter().flatten().max().map_or(0, |&code| code as usize + 1);
                let mut shares = vec![0.0; names];
                codes.iter().flatten().for_each(|&code| shares[code as usize] += 1.0);
                // Missing names become the most frequent one, the first of equals, before it is counted.
                let first_most = |a: usize, b: usize| if shares[b] > shares[a] { b } else { a };
                if let Some(most) = (0..names).reduce(first_most) {
                    shares[most] += codes.iter().filter(|code| code.is_none()).count() as f64;
                }
                shares.iter_mut().for_each(|share| *share /= codes.len() as f64);
                let missing = shares.iter().copied().fold(0.0, f64::max);
                Self::Names { shares, missing }
            }
        }
    }

    /// A column of either side as numbers.
    pub fn apply(&self, feature: &Feature) -> Vec<f64> {
        match (self, feature) {
            (Self::Numbers(missing), Feature::Numbers(values)) => {
                values.iter().map(|v| if v.is_finite() { *v } else { *missing }).collect()
            }
            (Self::Names { shares, missing }, Feature::Names(codes)) => {
                let share = |code: u32| shares.get(code as usize).copied().unwrap_or(0.0);
                codes.iter().map(|code| code.map_or(*missing, share)).collect()
            }
            // A column that changes from numbers to names has nothing to keep to.
            (_, Feature::Numbers(values)) => vec![0.0; values.len()],
            (_, Feature::Names(codes)) => vec![0.0; codes.len()],
        }
    }
}
