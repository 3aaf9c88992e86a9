//! Mean cosines and sines of many values in order, without a sine for each.
//!
//! Values that lie close together share one angle: `e^(ik(a + d)) = e^(ika) sum (ikd)^p / p!`, where
//! the mean powers of the small distances d do for every k. Stretches are so short that what is left
//! out is under 1e-16 of a value's part.

use crate::Sorted;

/// Multiples of the angle that are wanted: 1 to this.
const MULTIPLES: usize = 4;
/// Radians of a stretch, of the angle itself.
const STRETCH: f64 = 1.0 / 64.0;
/// The highest power: the next one's part of four times half a stretch is `(1/32)^8 / 8!`.
const POWERS: usize = 7;
/// Values under which each has a sine of its own.
const FEWEST: usize = 8;
/// Sums that are kept side by side, as one alone waits for its last addition.
const LANES: usize = 4;

/// How a value becomes an angle: `(value * unit - origin) * radians`.
#[derive(Clone, Copy)]
pub struct Angle {
    /// A power of two in which no difference of values is out of range.
    pub unit: f64,
    /// What has the angle 0, in the unit.
    pub origin: f64,
    /// Radians in the unit.
    pub radians: f64,
}

impl Angle {
    fn of(self, value: f64) -> f64 {
        self.from(self.origin, value)
    }

    /// From a place in the unit on.
    #[inline(always)]
    fn from(self, place: f64, value: f64) -> f64 {
        (value * self.unit - place) * self.radians
    }
}

/// Means of `cos(k a)` and `sin(k a)` over the values' angles, for k from 1.
pub fn means(side: &Sorted, angle: Angle) -> [(f64, f64); MULTIPLES] {
    let mut sums = [(0.0, 0.0); MULTIPLES];
    let mut left = side.values();
    while let Some(&first) = left.first() {
        let start = first * angle.unit;
        let len = left.partition_point(|value| angle.from(start, *value) <= STRETCH);
        // At least the first, also where rounding would have none.
        let (stretch, rest) = left.split_at(len.max(1));
        left = rest;
        if stretch.len() < FEWEST {
            for value in stretch {
                add(&mut sums, angle.of(*value), &[1.0; MULTIPLES], &[0.0; MULTIPLES]);
            }
        } else {
            let middle = start + (stretch[stretch.len() - 1] * angle.unit - start) / 2.0;
            let (real, imaginary) = rotations(&powers(stretch, middle, angle));
            add(&mut sums, (middle - angle.origin) * angle.radians, &real, &imaginary);
        }
    }
    sums.map(|(cosine, sine)| (cosine / side.len() as f64, sine / side.len() as f64))
}

/// Adds `e^(ika)` times a complex number for each k.
fn add(
    sums: &mut [(f64, f64); MULTIPLES],
    angle: f64,
    real: &[f64; MULTIPLES],
    imaginary: &[f64; MULTIPLES],
) {
    let (sine, cosine) = libm::sincos(angle);
    let (mut c, mut s) = (1.0, 0.0);
    for (k, sum) in sums.iter_mut().enumerate() {
        (c, s) = (c * cosine - s * sine, c * sine + s * cosine);
        sum.0 += c * real[k] - s * imaginary[k];
        sum.1 += s * real[k] + c * imaginary[k];
    }
}

/// Sums of the powers of the distances from the middle, in radians; from the power 0 on.
fn powers(stretch: &[f64], middle: f64, angle: Angle) -> [f64; POWERS + 1] {
    let mut lanes = [[0.0; LANES]; POWERS];
    let chunks = stretch.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        let distance: [f64; LANES] = std::array::from_fn(|lane| angle.from(middle, chunk[lane]));
        let mut power = distance;
        for sums in &mut lanes {
            for lane in 0..LANES {
                sums[lane] += power[lane];
                power[lane] *= distance[lane];
            }
        }
    }
    let mut powers = [stretch.len() as f64; POWERS + 1];
    for (sum, lanes) in powers[1..].iter_mut().zip(lanes) {
        *sum = lanes.into_iter().sum();
    }
    for value in rest {
        let distance = angle.from(middle, *value);
        let mut power = distance;
        for sum in &mut powers[1..] {
            *sum += power;
            power *= distance;
        }
    }
    powers
}

/// Sums of `e^(ikd)` over the distances d, for each k: real and imaginary parts.
fn rotations(powers: &[f64; POWERS + 1]) -> ([f64; MULTIPLES], [f64; MULTIPLES]) {
    let (mut real, mut imaginary) = ([0.0; MULTIPLES], [0.0; MULTIPLES]);
    for k in 0..MULTIPLES {
        // i^p goes 1, i, -1, -i.
        let mut factor = 1.0;
        for (p, sum) in powers.iter().enumerate() {
            let part = factor * sum;
            match p % 4 {
                0 => real[k] += part,
                1 => imaginary[k] += part,
                2 => real[k] -= part,
                _ => imaginary[k] -= part,
            }
            factor *= (k + 1) as f64 / (p + 1) as f64;
        }
    }
    (real, imaginary)
}

#[cfg(test)]
mod tests {
    use super::{Angle, means};
    use crate::{Sorted, testing::sorted};

    fn by_value(side: &Sorted, angle: Angle) -> Vec<(f64, f64)> {
        let n = side.len() as f64;
        let mean = |f: fn(f64) -> f64, k: f64| {
            side.values().iter().map(|v| f(angle.of(*v) * k)).sum::<f64>() / n
        };
        [1.0, 2.0, 3.0, 4.0].map(|k| (mean(libm::cos, k), mean(libm::sin, k))).to_vec()
    }

    /// Dense, sparse, tied and far out: as a sine for each value.
    #[test]
    fn equals_a_sine_for_each_value() {
        let u = |i: u64| ((7919 * i + 13) % 100_003) as f64 / 100_003.0 + 5e-6;
        let values =
            |of: fn(f64) -> f64| sorted(&(0..30_000).map(|i| of(u(i))).collect::<Vec<_>>());
        for side in [
            values(|u| 3.0 * u),
            values(|u| -libm::log(u)),
            values(|u| libm::tan(3.0 * (u - 0.5))),
            values(|u| libm::floor(5.0 * u)),
            values(|_| 2.0),
            sorted(&[0.0, 1e-300, 3.0]),
        ] {
            for (origin, radians) in [(0.5, 0.4), (-3.0, 2.0), (0.0, 1e3)] {
                let angle = Angle { unit: 0.25, origin, radians };
                let expected = by_value(&side, angle);
                for (found, expected) in means(&side, angle).iter().zip(expected) {
                    let (cosine, sine) = (found.0 - expected.0, found.1 - expected.1);
                    assert!(cosine.abs().max(sine.abs()) < 1e-12, "{found:?} {expected:?}");
                }
            }
        }
    }
}
