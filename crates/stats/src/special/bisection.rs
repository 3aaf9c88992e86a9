//! Bisection, as far as doubles can be halved.

/// The place between `low` and `high` up to which `is_before` holds; it holds at `low`, not at `high`,
/// and changes once between them.
pub fn bisect(mut low: f64, mut high: f64, is_before: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return middle;
        }
        if is_before(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::bisect;

    #[test]
    fn finds_a_root_to_the_last_digit() {
        let root = bisect(1.0, 2.0, |x| x * x < 2.0);
        assert!((root - std::f64::consts::SQRT_2).abs() <= f64::EPSILON);
    }

    #[test]
    fn an_interval_that_cannot_be_halved_is_its_own_middle() {
        assert_eq!(bisect(1.0, 1.0, |_| true), 1.0);
        assert_eq!(bisect(0.0, 5e-324, |_| false), 0.0);
    }
}
