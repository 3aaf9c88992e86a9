//! A tree: nodes with a value each, and splits by sets of bins.

use super::bins::{Binned, MOST_BINS};

/// A set of bins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BinSet([u64; MOST_BINS / 64]);

impl BinSet {
    pub const fn insert(&mut self, bin: usize) {
        self.0[bin / 64] |= 1 << (bin % 64);
    }

    pub const fn has(&self, bin: u8) -> bool {
        self.0[bin as usize / 64] >> (bin % 64) & 1 == 1
    }
}

/// Rows whose bin of a feature is in a set go left.
#[derive(Clone, Copy, Debug)]
pub struct Split {
    pub feature: usize,
    pub left_bins: BinSet,
}

/// A node: what rows that end here are given, and where the others go on.
pub struct Node {
    pub value: f64,
    /// The split, with the place of its left branch; the right one follows it.
    pub branches: Option<(Split, usize)>,
}

/// A tree; the first node is its root.
pub struct Tree(pub Vec<Node>);

impl Tree {
    /// Whether there is no split.
    pub fn is_stump(&self) -> bool {
        self.0.len() <= 1
    }

    /// The value of a row; tells of each split on the way the feature and the values before and after.
    pub fn walk(
        &self,
        features: &[Binned],
        row: u32,
        mut visit: impl FnMut(usize, f64, f64),
    ) -> f64 {
        let mut node = &self.0[0];
        while let Some((split, left)) = &node.branches {
            let is_left = split.left_bins.has(features[split.feature].bins[row as usize]);
            let branch = &self.0[left + usize::from(!is_left)];
            visit(split.feature, node.value, branch.value);
            node = branch;
        }
        node.value
    }
}
