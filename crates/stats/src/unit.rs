//! A power of two as the unit that a sample is counted in, so that sums and products of its values
//! stay within the range of numbers. Scaling by it is exact.

use crate::Sorted;

/// The least exponent whose power of two is over a magnitude, kept where its reciprocal is a
/// normal number or nearly so; the least of these for 0, beside which nothing else vanishes.
pub(crate) fn exponent_over(magnitude: f64) -> i32 {
    const LEAST: i32 = -1000;
    if magnitude == 0.0 { LEAST } else { libm::frexp(magnitude).1.max(LEAST) }
}

/// The exponent for two samples together.
pub(crate) fn common_exponent(reference: &Sorted, production: &Sorted) -> i32 {
    let ends = [reference.min(), reference.max(), production.min(), production.max()];
    exponent_over(ends.into_iter().flatten().fold(0.0, |most, end| end.abs().max(most)))
}

#[cfg(test)]
mod tests {
    use super::{common_exponent, exponent_over};
    use crate::testing::sorted;

    #[test]
    fn the_power_is_just_over_the_magnitude() {
        let exponents = [0.0, 0.75, 1.0, 3.0, f64::MAX, f64::MIN_POSITIVE].map(exponent_over);
        assert_eq!(exponents, [-1000, 0, 1, 2, 1024, -1000]);
        assert_eq!(common_exponent(&sorted(&[-9.0, 1.0]), &sorted(&[2.0])), 4);
    }
}
