//! Comparison of many values at once.

use serde_json::Value;

/// Compares and counts; differences are collected so that one run shows all of them.
#[derive(Default)]
pub struct Checks {
    pub passed: usize,
    pub failed: Vec<String>,
}

impl Checks {
    /// Agreement to 1e-9, or to 1e-6 for numbers under 1e-12. What SciPy could not compute is skipped.
    pub fn number(&mut self, what: &str, got: Option<f64>, want: &Value) {
        let Some(want) = want.as_f64() else {
            return;
        };
        let tolerance = if want.abs() < 1e-12 { 1e-6 } else { 1e-9 };
        self.within(what, got, want, tolerance * want.abs());
    }

    /// Agreement with what a search found that stops early, as statsmodels' for rows and effects of a power.
    pub fn searched(&mut self, what: &str, got: Option<f64>, want: &Value) {
        let Some(want) = want.as_f64() else {
            return;
        };
        self.within(what, got, want, 1e-4 * want.abs());
    }

    pub fn within(&mut self, what: &str, got: Option<f64>, want: f64, tolerance: f64) {
        let tolerance = tolerance.max(1e-300);
        if got.is_some_and(|got| got == want || (got - want).abs() <= tolerance) {
            self.passed += 1;
        } else {
            self.failed.push(format!("{what}: {got:?}, expected {want}"));
        }
    }

    pub fn assert(self, least: usize) {
        assert!(self.failed.is_empty(), "{}", self.failed.join("\n"));
        assert!(self.passed >= least, "only {} values were compared", self.passed);
    }
}
