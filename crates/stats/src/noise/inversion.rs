//! Whole random numbers by inversion from the mode of their law outwards.

/// What no uniform number of 53 bits can still reach.
const OUT_OF_REACH: f64 = 1e-18;

/// A law of whole numbers with one mode.
pub(super) struct Law<Rise> {
    /// The least number.
    pub least: u64,
    /// The most probable one.
    pub mode: u64,
    /// Its probability.
    pub at_mode: f64,
    /// What the probability of the next number is multiplied and divided by to have that of one; first
    /// 0 at the greatest.
    pub rise: Rise,
}

impl<Rise: Fn(f64) -> [f64; 2]> Law<Rise> {
    /// The number that a uniform one from 0 to 1 stands for: about as many steps as twice the law's
    /// standard deviation.
    pub fn draw(&self, uniform: f64) -> u64 {
        let (least, mode) = (self.least as f64, self.mode as f64);
        let (mut low, mut high) = (mode, mode);
        let (mut at_low, mut at_high) = (self.at_mode, self.at_mode);
        let mut left = uniform - self.at_mode;
        while left >= 0.0 && at_low.max(at_high) > OUT_OF_REACH {
            let [more, less] = (self.rise)(high);
            at_high *= more / less;
            high += 1.0;
            if left < at_high {
                return high as u64;
            }
            // Down it is the other way round, from the number below.
            let [less, more] = (self.rise)(low - 1.0);
            at_low = if low > least { at_low * (more / less) } else { 0.0 };
            low -= 1.0;
            left -= at_high + at_low;
            if left < 0.0 {
                return low as u64;
            }
        }
        self.mode
    }
}
