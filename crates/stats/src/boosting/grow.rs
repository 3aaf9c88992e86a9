//! Grows one tree: looks for the split that takes most off the loss, node by node.

use super::bins::{Binned, MISSING, MOST_BINS};
use super::target::Target;
use super::tree::{BinSet, Node, Split, Tree};

/// Splits on the way from the root to a leaf.
const DEPTH: usize = 4;
/// Rows of a branch at least.
const FEWEST_ROWS: f64 = 20.0;
/// Penalty on the square of a node's value.
const PENALTY: f64 = 1.0;
/// Curvature that is added to a name's before names are ordered, so that rare ones stay in the middle.
const NAME_SMOOTHING: f64 = 10.0;

/// What the rows of a bin or a node add up to.
#[derive(Clone, Copy, Default)]
struct Sums {
    gradient: f64,
    curvature: f64,
    rows: f64,
}

impl Sums {
    fn add(&mut self, other: Self) {
        self.gradient += other.gradient;
        self.curvature += other.curvature;
        self.rows += other.rows;
    }

    fn without(self, other: Self) -> Self {
        Self {
            gradient: self.gradient - other.gradient,
            curvature: self.curvature - other.curvature,
            rows: self.rows - other.rows,
        }
    }

    /// Twice what the Newton step takes off the loss.
    fn gain(self) -> f64 {
        self.gradient * self.gradient / (self.curvature + PENALTY)
    }
}

/// Sums by feature and bin.
type Histogram = Vec<Sums>;

/// Grows trees on the same rows, one after the other.
pub struct Grower<'a> {
    features: &'a [Binned],
    /// Where each feature's bins begin in a histogram; one more at the end.
    starts: Vec<usize>,
    gradients: Vec<Sums>,
}

/// A node whose rows may be split.
struct Open {
    node: usize,
    depth: usize,
    rows: Vec<u32>,
    histogram: Histogram,
}

impl<'a> Grower<'a> {
    pub fn new(features: &'a [Binned], rows: usize) -> Self {
        let mut starts = vec![0];
        for feature in features {
            starts.push(starts[starts.len() - 1] + feature.count);
        }
        Self { features, starts, gradients: vec![Sums::default(); rows] }
    }

    /// Takes the gradients at these scores.
    pub fn set_gradients(&mut self, scores: &[f64], target: Target<'_>, rows: &[u32]) {
        for &row in rows {
            let row = row as usize;
            let (gradient, curvature) = target.gradient(row, scores[row]);
            self.gradients[row] = Sums { gradient, curvature, rows: 1.0 };
        }
    }

    /// The next tree; adds its values to the scores.
    pub fn grow(&self, rows: &[u32], learning_rate: f64, scores: &mut [f64]) -> Tree {
        let value = |sums: Sums| -learning_rate * sums.gradient / (sums.curvature + PENALTY);
        let mut total = Sums::default();
        rows.iter().for_each(|&row| total.add(self.gradients[row as usize]));
        let mut nodes = vec![Node { value: value(total), branches: None }];
        let mut open =
            vec![Open { node: 0, depth: 0, rows: rows.to_vec(), histogram: self.histogram(rows) }];
        while let Some(Open { node, depth, rows, histogram }) = open.pop() {
            let split = if depth < DEPTH { self.best_split(&histogram, &rows) } else { None };
            let Some((split, left_sums, right_sums)) = split else {
                rows.iter().for_each(|&row| scores[row as usize] += nodes[node].value);
                continue;
            };
            let left = nodes.len();
            nodes.push(Node { value: value(left_sums), branches: None });
            nodes.push(Node { value: value(right_sums), branches: None });
            nodes[node].branches = Some((split, left));
            let bins = &self.features[split.feature].bins;
            let (in_left, in_right) =
                rows.into_iter().partition(|&row| split.left_bins.has(bins[row as usize]));
            open.extend(self.branches([in_left, in_right], histogram, left, depth + 1));
        }
        Tree(nodes)
    }

    /// Both branches of a node; the larger one's histogram is what the smaller one leaves.
    fn branches(
        &self,
        rows: [Vec<u32>; 2],
        mut parent: Histogram,
        left: usize,
        depth: usize,
    ) -> [Open; 2] {
        let [in_left, in_right] = rows;
        let is_last = depth == DEPTH;
        let left_is_small = in_left.len() <= in_right.len();
        let small = match (is_last, left_is_small) {
            (true, _) => Vec::new(),
            (_, true) => self.histogram(&in_left),
            (_, false) => self.histogram(&in_right),
        };
        for (sums, small) in parent.iter_mut().zip(&small) {
            *sums = sums.without(*small);
        }
        let (of_left, of_right) = if left_is_small { (small, parent) } else { (parent, small) };
        [
            Open { node: left, depth, rows: in_left, histogram: of_left },
            Open { node: left + 1, depth, rows: in_right, histogram: of_right },
        ]
    }

    fn histogram(&self, rows: &[u32]) -> Histogram {
        let mut histogram = vec![Sums::default(); self.starts[self.features.len()]];
        // Side by side, as every feature walks them.
        let gradients: Vec<Sums> = rows.iter().map(|&row| self.gradients[row as usize]).collect();
        for (feature, &start) in self.features.iter().zip(&self.starts) {
            let sums = &mut histogram[start..start + feature.count];
            for (&row, &gradient) in rows.iter().zip(&gradients) {
                sums[feature.bins[row as usize] as usize].add(gradient);
            }
        }
        histogram
    }

    /// The split that takes most off the loss, with the sums of both branches.
    fn best_split(&self, histogram: &Histogram, rows: &[u32]) -> Option<(Split, Sums, Sums)> {
        if (rows.len() as f64) < 2.0 * FEWEST_ROWS {
            return None;
        }
        let mut best = Best::default();
        for (feature, binned) in self.features.iter().enumerate() {
            let sums = &histogram[self.starts[feature]..self.starts[feature + 1]];
            let mut total = Sums::default();
            sums.iter().for_each(|&bin| total.add(bin));
            if binned.is_names {
                best.try_order(feature, sums, total, &by_gradient(sums));
                continue;
            }
            let in_order: Vec<usize> = (1..sums.len()).collect();
            best.try_order(feature, sums, total, &in_order);
            if sums[MISSING as usize].rows > 0.0 {
                let missing_first: Vec<usize> = (0..sums.len()).collect();
                best.try_order(feature, sums, total, &missing_first);
            }
        }
        let (mut split, left, right) = best.split?;
        let missing = histogram[self.starts[split.feature] + MISSING as usize];
        // What was never missing in these rows goes with most of them, as in scikit-learn.
        if missing.rows == 0.0 && left.rows > right.rows {
            split.left_bins.insert(MISSING as usize);
        }
        Some((split, left, right))
    }
}

/// Bins of names with enough rows to tell anything, by their mean gradient.
fn by_gradient(sums: &[Sums]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sums.len()).filter(|&bin| sums[bin].rows > 0.0).collect();
    let mean = |bin: usize| sums[bin].gradient / (sums[bin].curvature + NAME_SMOOTHING);
    order.sort_by(|&a, &b| mean(a).total_cmp(&mean(b)));
    order
}

/// The best split so far.
#[derive(Default)]
struct Best {
    gain: f64,
    split: Option<(Split, Sums, Sums)>,
}

impl Best {
    /// Tries every cut of the bins in this order: those before it go left, all others right.
    fn try_order(&mut self, feature: usize, sums: &[Sums], total: Sums, order: &[usize]) {
        let unsplit = total.gain();
        let (mut left, mut best_length) = (Sums::default(), 0);
        let mut best_left = left;
        for (position, &bin) in order.iter().enumerate() {
            left.add(sums[bin]);
            let right = total.without(left);
            if left.rows < FEWEST_ROWS || right.rows < FEWEST_ROWS {
                continue;
            }
            let gain = left.gain() + right.gain() - unsplit;
            // A rounding error is no gain, and does not choose between splits that part the rows alike.
            if gain > self.gain + 1e-9 * (1.0 + unsplit) {
                (self.gain, best_length, best_left) = (gain, position + 1, left);
            }
        }
        if best_length > 0 {
            let mut left_bins = BinSet::default();
            order[..best_length].iter().for_each(|&bin| left_bins.insert(bin));
            let split = Split { feature, left_bins };
            self.split = Some((split, best_left, total.without(best_left)));
        }
    }
}

const _: () = assert!(MOST_BINS == 1 << u8::BITS);
