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
    /// Probability of the next number over that of one; 0 at the greatest.
    pub rise: Rise,
}

impl<Rise: Fn(u64) -> f64> Law<Rise> {
    /// The number that a uniform one from 0 to 1 stands for: about as many steps as twice the law's
    /// standard deviation.
    pub fn draw(&self, uniform: f64) -> u64 {
        let (mut low, mut high) = (self.mode, self.mode);
        let (mut at_low, mut at_high) = (self.at_mode, self.at_mode);
        let mut left = uniform - self.at_mode;
        while left >= 0.0 && at_low.max(at_high) > OUT_OF_REACH {
            at_high *= (self.rise)(high);
            high += 1;
            left -= at_high;
            if left < 0.0 {
                return high;
            }
            // The probability below k is that of k over the ratio from there up to k.
            at_low = if low > self.least { at_low / (self.rise)(low - 1) } else { 0.0 };
            low = low.saturating_sub(1);
            left -= at_low;
            if left < 0.0 {
                return low;
            }
        }
        self.mode
    }
}
