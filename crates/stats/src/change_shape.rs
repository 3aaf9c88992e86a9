//! Whether a series of means changes at once or over a stretch.
//!
//! Three least-squares fits of the means y of bins with n values each: a step at one place, two steps,
//! and a ramp, which leaves its first level at one place and reaches its last level at another. The
//! change is gradual where the ramp is longer than two bins, better than the step, `S_step - S_ramp > 5
//! s^2`, and not much worse than two steps, which have one level more: `S_ramp - S_steps < 5 s^2`, with
//! `s^2` the least of the three over bins - 4. Places are looked for, so that these ratios have no F law;
//! 5 holds false ramps of a step under 5% (tests/change_level.rs).

/// From so much better a fit on, in units of the variance, it is not chance.
const BETTER_BY: f64 = 5.0;
/// A ramp within two bins may be a step in the middle of one.
const SHORTEST_RAMP: usize = 3;
/// Parameters of a ramp: two places and two levels.
const PARAMETERS: usize = 4;

/// How a change came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeShape {
    /// At once.
    Step,
    /// Over a stretch of bins: the first that moves, and the one that has the last level.
    Gradual {
        /// The first bin that moves.
        from: usize,
        /// The first bin after it.
        to: usize,
    },
}

/// The shape of the change of means over bins, each with its number of values. A step where there are
/// too few bins to tell.
#[must_use]
pub fn change_shape(means: &[f64], values: &[f64]) -> ChangeShape {
    let bins = means.len().min(values.len());
    if bins <= PARAMETERS + 1 {
        return ChangeShape::Step;
    }
    let sums = Sums::new(&means[..bins], &values[..bins]);
    let Some((ramp, from, to)) = sums.best_ramp() else { return ChangeShape::Step };
    let (step, steps) = (sums.best_steps(1), sums.best_steps(2));
    let least = ramp.min(steps).max(f64::MIN_POSITIVE) / (bins - PARAMETERS) as f64;
    if step - ramp > BETTER_BY * least && ramp - steps < BETTER_BY * least {
        ChangeShape::Gradual { from, to }
    } else {
        ChangeShape::Step
    }
}

/// Weighted sums before each bin: of 1, t, t², y, ty and y².
struct Sums([Vec<f64>; 6]);

impl Sums {
    fn new(means: &[f64], values: &[f64]) -> Self {
        let mut sums = Self([const { Vec::new() }; 6]);
        let mut running = [0.0; 6];
        sums.push(running);
        for (bin, (&y, &n)) in means.iter().zip(values).enumerate() {
            let t = bin as f64 + 0.5;
            let terms = [1.0, t, t * t, y, t * y, y * y];
            running.iter_mut().zip(terms).for_each(|(sum, term)| *sum += n * term);
            sums.push(running);
        }
        sums
    }

    fn push(&mut self, running: [f64; 6]) {
        self.0.iter_mut().zip(running).for_each(|(sums, sum)| sums.push(sum));
    }

    fn bins(&self) -> usize {
        self.0[0].len() - 1
    }

    fn of(&self, from: usize, to: usize) -> [f64; 6] {
        std::array::from_fn(|i| self.0[i][to] - self.0[i][from])
    }

    /// Squares around the mean of a stretch.
    fn around_mean(&self, from: usize, to: usize) -> f64 {
        let [n, _, _, y, _, yy] = self.of(from, to);
        if n > 0.0 { (yy - y * y / n).max(0.0) } else { 0.0 }
    }

    /// The least squares of one step or two.
    fn best_steps(&self, steps: usize) -> f64 {
        let bins = self.bins();
        let after = |from: usize| -> f64 {
            if steps == 1 {
                return self.around_mean(from, bins);
            }
            let splits = from..=bins;
            let squares = splits.map(|at| self.around_mean(from, at) + self.around_mean(at, bins));
            squares.fold(f64::INFINITY, f64::min)
        };
        (0..=bins).map(|at| self.around_mean(0, at) + after(at)).fold(f64::INFINITY, f64::min)
    }

    /// The least squares of a ramp that is long enough, with its ends.
    fn best_ramp(&self) -> Option<(f64, usize, usize)> {
        let bins = self.bins();
        let ramps =
            (0..bins).flat_map(|from| (from + SHORTEST_RAMP..=bins).map(move |to| (from, to)));
        let fits = ramps.map(|(from, to)| (self.ramp(from, to), from, to));
        fits.reduce(|a, b| if b.0 < a.0 { b } else { a })
    }

    /// The squares around the line `a + b f`, where f is 0 up to `from`, 1 from `to` on, and straight
    /// between.
    fn ramp(&self, from: usize, to: usize) -> f64 {
        let [n, _, _, y, _, yy] = self.of(0, self.bins());
        let [mn, mt, mtt, my, mty, _] = self.of(from, to);
        let [en, _, _, ey, _, _] = self.of(to, self.bins());
        let (start, length) = (from as f64, (to - from) as f64);
        let f = (mt - start * mn) / length + en;
        let ff = (mtt - 2.0 * start * mt + start * start * mn) / (length * length) + en;
        let fy = (mty - start * my) / length + ey;
        let (spread, product) = (ff - f * f / n, fy - f * y / n);
        let explained = if spread > 0.0 { product * product / spread } else { 0.0 };
        (yy - y * y / n - explained).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{ChangeShape, change_shape};

    fn shape(level: impl Fn(f64) -> f64) -> ChangeShape {
        // A small zigzag stands for noise.
        let means: Vec<f64> =
            (0..40).map(|i| level(f64::from(i)) + if i % 2 == 0 { 0.02 } else { -0.02 }).collect();
        change_shape(&means, &[100.0; 40])
    }

    #[test]
    fn a_step_is_a_step_also_within_a_bin() {
        assert_eq!(shape(|t| f64::from(u8::from(t >= 20.0))), ChangeShape::Step);
        assert_eq!(
            shape(|t| (t - 19.0).clamp(0.0, 1.0) * 0.5 + if t > 20.5 { 0.5 } else { 0.0 }),
            ChangeShape::Step
        );
        assert_eq!(shape(|_| 0.0), ChangeShape::Step);
    }

    #[test]
    fn two_steps_are_not_gradual() {
        let two = |t: f64| f64::from(u8::from(t >= 12.0)) + f64::from(u8::from(t >= 28.0));
        assert_eq!(shape(two), ChangeShape::Step);
    }

    #[test]
    fn a_slope_is_gradual_with_its_ends() {
        let ChangeShape::Gradual { from, to } = shape(|t| ((t - 10.0) / 15.0).clamp(0.0, 1.0))
        else {
            panic!("no ramp")
        };
        assert!((9..=12).contains(&from) && (24..=27).contains(&to), "{from} {to}");
        assert!(matches!(shape(|t| t / 40.0), ChangeShape::Gradual { .. }));
    }

    #[test]
    fn few_bins_and_constant_means_are_no_ramp() {
        assert_eq!(change_shape(&[1.0, 2.0], &[1.0, 1.0]), ChangeShape::Step);
        assert_eq!(change_shape(&[3.0; 30], &[1.0; 30]), ChangeShape::Step);
        assert_eq!(change_shape(&[], &[]), ChangeShape::Step);
    }
}
