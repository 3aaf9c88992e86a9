//! Noise floor of the Kolmogorov-Smirnov statistic from the Kolmogorov law.

use super::{NoiseFloor, effective_n};

/// Mean of the Kolmogorov law: `sqrt(pi / 2) ln 2`.
const MEAN: f64 = 0.868_731_160_636_159_5;
/// 95th percentile of the Kolmogorov law.
const P95: f64 = 1.358_098_639_322_75;

/// Noise floor for n and m values, at least 1 each: the limit law scaled by
/// `sqrt(1/n + 1/m)`, at most 1. With ties it is an upper bound.
#[must_use]
pub fn ks(n: u64, m: u64) -> NoiseFloor {
    let scale = 1.0 / effective_n(n, m).sqrt();
    NoiseFloor { expected: (MEAN * scale).min(1.0), p95: (P95 * scale).min(1.0), draws: None }
}

#[cfg(test)]
mod tests {
    use super::ks;
    use crate::testing::assert_close;

    // Expected: numpy.sqrt(numpy.pi / 2) * numpy.log(2) and scipy.special.kolmogi(.05), over 10;
    // scipy 1.17.1.
    #[test]
    fn scales_with_the_root_of_the_values() {
        let floor = ks(200, 200);
        assert_close(floor.expected, 0.0868731160636159);
        assert_close(floor.p95, 0.13580986393225507);
        assert_eq!(floor.draws, None);
        assert_eq!(ks(1, 1).p95, 1.0);
    }
}
