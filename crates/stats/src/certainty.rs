//! How sure a model is of one row, from the probabilities that it gives the classes.
//!
//! - Confidence: the largest probability, `max p`, from 1/k for k classes alike to 1.
//! - Margin: the largest minus the second largest, from 0 to 1; 0 where two are the largest.
//! - Entropy: `−Σ p log₂ p` in bits, with `0 log 0 = 0`, from 0 to log₂ k.
//!
//! The probabilities are divided by their sum first, so that rounded ones (0.333 three times) give
//! what exact ones would. None where there are fewer than two classes, or where one probability is not
//! a number from 0 to 1, or where all are 0. Source: Settles (2009), "Active Learning Literature
//! Survey", section 3.1.

/// How sure a model is of one row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Certainty {
    /// The largest probability.
    pub confidence: f64,
    /// The largest minus the second largest.
    pub margin: f64,
    /// Position of the largest probability; of equals the first.
    pub class: usize,
}

/// How sure a model is of a row by its class probabilities; of a binary score s give `[1 − s, s]`.
#[must_use]
pub fn certainty(probabilities: &[f64]) -> Option<Certainty> {
    let sum = sum_of(probabilities)?;
    let (mut class, mut largest, mut second) = (0, -1.0, -1.0);
    for (position, share) in probabilities.iter().map(|p| p / sum).enumerate() {
        if share > largest {
            (class, second, largest) = (position, largest, share);
        } else if share > second {
            second = share;
        }
    }
    Some(Certainty { confidence: largest, margin: largest - second, class })
}

/// Entropy in bits; as [`certainty`], by itself because logarithms take time.
#[must_use]
pub fn entropy_bits(probabilities: &[f64]) -> Option<f64> {
    let sum = sum_of(probabilities)?;
    let mut entropy = 0.0;
    for share in probabilities.iter().map(|p| p / sum).filter(|share| *share > 0.0) {
        entropy -= share * libm::log2(share);
    }
    Some(entropy.max(0.0))
}

/// What the probabilities add up to; none where they are none, or too few.
fn sum_of(probabilities: &[f64]) -> Option<f64> {
    let is_share = |p: &f64| (0.0..=1.0).contains(p);
    let sum: f64 = probabilities.iter().sum();
    let is_fit = probabilities.len() > 1 && sum > 0.0 && probabilities.iter().all(is_share);
    is_fit.then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::{certainty, entropy_bits};
    use crate::testing::assert_close;

    // Expected: scipy.stats.entropy(p, base=2), scipy 1.17.1, which divides by the sum, too.
    #[test]
    fn entropy_equals_scipy() {
        for (p, expected) in [
            (&[0.2, 0.8][..], 0.7219280948873623),
            (&[0.7, 0.2, 0.1], 1.1567796494470395),
            (&[0.333, 0.333, 0.333], 1.584962500721156),
            (&[0.05, 0.0, 0.9, 0.02], 0.4362384180210707),
        ] {
            assert_close(entropy_bits(p).unwrap(), expected);
        }
    }

    // Expected: by hand.
    #[test]
    fn confidence_and_margin_are_of_the_two_largest() {
        let row = certainty(&[0.1, 0.3, 0.6]).unwrap();
        assert_eq!(row.class, 2);
        assert_close(row.confidence, 0.6);
        assert_close(row.margin, 0.3);
        let tied = certainty(&[0.4, 0.4, 0.2]).unwrap();
        assert_eq!((tied.class, tied.margin), (0, 0.0));
        let sure = certainty(&[1.0, 0.0]).unwrap();
        assert_eq!((sure.confidence, sure.margin), (1.0, 1.0));
        assert_eq!(entropy_bits(&[1.0, 0.0]), Some(0.0));
    }

    #[test]
    fn what_is_no_probability_gives_none() {
        for p in [&[][..], &[1.0], &[0.0, 0.0], &[0.5, 1.5], &[0.5, f64::NAN], &[-0.1, 0.5]] {
            assert_eq!((certainty(p), entropy_bits(p)), (None, None), "{p:?}");
        }
    }
}
