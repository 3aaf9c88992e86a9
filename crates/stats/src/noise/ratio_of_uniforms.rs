//! Whole random numbers of a wide law by the ratio of uniforms, in about as many steps for any width
//! (Stadlober 1990, "The ratio of uniforms approach for generating discrete random variates"): the
//! sampler that `numpy.random.Generator.hypergeometric` takes for large samples.

use rand::{Rng, RngExt};

/// `2 sqrt(2 / e)`.
const SLOPE: f64 = 1.715_527_769_921_413_5;
/// `3 - 2 sqrt(3 / e)`.
const OFFSET: f64 = 0.898_916_162_058_898_8;

/// A law of whole numbers with one mode, from which it falls ever faster.
pub(super) struct WideLaw<LnAt> {
    /// The least number.
    pub least: u64,
    /// The greatest.
    pub most: u64,
    pub mode: u64,
    pub mean: f64,
    pub variance: f64,
    /// The logarithm of a number's probability, but for a summand that all share.
    pub ln_at: LnAt,
}

impl<LnAt: Fn(u64) -> f64> WideLaw<LnAt> {
    /// A number of the law; takes 2 uniform ones per try, and about 1.3 tries.
    pub fn draw(&self, rng: &mut impl Rng) -> u64 {
        let centre = self.mean + 0.5;
        let width = SLOPE * (self.variance + 0.5).sqrt() + OFFSET;
        let (least, end) = (self.least as f64, self.most as f64 + 1.0);
        let at_mode = (self.ln_at)(self.mode);
        loop {
            let (height, across): (f64, f64) = (rng.random(), rng.random());
            let place = centre + width * (across - 0.5) / height;
            if !(least..end).contains(&place) {
                continue;
            }
            let number = place as u64;
            let ln = (self.ln_at)(number) - at_mode;
            // Two bounds of twice the logarithm of the height, which mostly spare it.
            let is_surely_in = height * (4.0 - height) - 3.0 <= ln;
            let is_surely_out = height * (height - ln) >= 1.0;
            if is_surely_in || (!is_surely_out && 2.0 * libm::log(height) <= ln) {
                return number;
            }
        }
    }
}
