//! Sums over rows, and how clear it is that they fare worse than others.

/// Rows, the sum of their losses, and of the squares of these.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sums([f64; 3]);

/// All rows, whose losses sum to 0.
#[derive(Clone, Copy, Debug)]
pub struct Total {
    /// How many.
    pub rows: f64,
    /// The variance of their losses.
    pub variance: f64,
    /// How many rows say as much as one of independent rows would.
    pub design_effect: f64,
}

impl Total {
    /// Of losses about their mean.
    pub fn of(losses: &[f64], design_effect: f64) -> Self {
        let rows = losses.len() as f64;
        let squares: f64 = losses.iter().map(|loss| loss * loss).sum();
        let variance = if rows > 1.0 { squares / (rows - 1.0) } else { 0.0 };
        Self { rows, variance, design_effect }
    }
}

impl Sums {
    /// Of some losses.
    pub fn of(losses: impl Iterator<Item = f64>) -> Self {
        let mut sums = Self::default();
        losses.for_each(|loss| sums.add(loss));
        sums
    }

    /// Adds a row.
    pub fn add(&mut self, loss: f64) {
        self.0[0] += 1.0;
        self.0[1] += loss;
        self.0[2] += loss * loss;
    }

    /// Rows.
    pub const fn rows(&self) -> f64 {
        self.0[0]
    }

    /// Both together.
    pub fn plus(&self, other: &Self) -> Self {
        let [a, b] = [&self.0, &other.0];
        Self([a[0] + b[0], a[1] + b[1], a[2] + b[2]])
    }

    /// What is left without a part.
    pub fn less(&self, part: &Self) -> Self {
        let [a, b] = [&self.0, &part.0];
        Self([a[0] - b[0], a[1] - b[1], a[2] - b[2]])
    }

    fn mean(&self) -> f64 {
        self.0[1] / self.0[0]
    }

    /// The variance of their losses, or that of all where it is larger: few rows may be alike by chance.
    fn variance(&self, total: &Total) -> f64 {
        let [rows, sum, squares] = self.0;
        let own = (squares - sum * sum / rows) / (rows - 1.0);
        if own > total.variance { own } else { total.variance }
    }

    /// Standard errors by which these rows fare worse than all others.
    pub fn evidence(&self, total: &Total) -> f64 {
        let others = Self([total.rows - self.0[0], -self.0[1], 0.0]);
        self.worse_than(&others, total)
    }

    /// Standard errors by which these rows fare worse than some others; 0 where there are none.
    pub fn worse_than(&self, others: &Self, total: &Total) -> f64 {
        if self.0[0] < 1.0 || others.0[0] < 1.0 {
            return 0.0;
        }
        let squared = self.variance(total) / self.0[0] + total.variance / others.0[0];
        (self.mean() - others.mean()) / (squared * total.design_effect).sqrt()
    }
}
