//! What trees learn, with the derivatives of its loss.

use super::logistic_gradient;

/// What is learned, row by row.
#[derive(Clone, Copy)]
pub enum Target<'a> {
    /// Whether a row is of the second group: its log odds, by the logistic loss.
    Group(&'a [bool]),
    /// A number: its mean, by half the squared loss. In a unit of about its standard deviation, as the
    /// penalty on a node's value has none.
    Number(&'a [f64]),
}

impl Target<'_> {
    /// Rows.
    pub const fn len(self) -> usize {
        match self {
            Self::Group(groups) => groups.len(),
            Self::Number(numbers) => numbers.len(),
        }
    }

    /// The best score that is the same for all of these rows; for groups half a row more in each.
    pub fn start(self, rows: &[u32]) -> f64 {
        match self {
            Self::Group(is_second) => {
                let second = rows.iter().filter(|&&row| is_second[row as usize]).count() as f64;
                let first = rows.len() as f64 - second;
                libm::log((second + 0.5) / (first + 0.5))
            }
            Self::Number(numbers) => {
                let sum: f64 = rows.iter().map(|&row| numbers[row as usize]).sum();
                sum / rows.len().max(1) as f64
            }
        }
    }

    /// First and second derivative of a row's loss by its score.
    pub fn gradient(self, row: usize, score: f64) -> (f64, f64) {
        match self {
            Self::Group(is_second) => logistic_gradient(score, is_second[row]),
            Self::Number(numbers) => (score - numbers[row], 1.0),
        }
    }
}
