//! One walk over two sorted samples together, which every statistic on a pair is built on.

use crate::Sorted;

/// Where a walk stands: between two neighbouring values of the pooled sample.
pub(crate) struct Step {
    /// A pooled value.
    pub value: f64,
    /// The next pooled value; equal to `value` inside a run of ties.
    pub next: f64,
    /// Reference values passed: where `next > value`, those at or below `value`.
    pub reference: usize,
    /// Production values passed.
    pub production: usize,
}

/// Visits the gaps of the pooled sample from left to right.
///
/// Both sides advance without a branch on the data, since which side comes next is as good as
/// random. The price is that runs of ties are visited too, as gaps of width 0.
pub(crate) fn walk(reference: &Sorted, production: &Sorted, mut visit: impl FnMut(Step)) {
    let (a, b) = (reference.values(), production.values());
    let (mut i, mut j) = (0, 0);
    let mut value = f64::NEG_INFINITY;
    while i < a.len() && j < b.len() {
        let (x, y) = (a[i], b[j]);
        let next = if x < y { x } else { y };
        visit(Step { value, next, reference: i, production: j });
        value = next;
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    for (passed, &next) in a[i..].iter().enumerate() {
        visit(Step { value, next, reference: i + passed, production: j });
        value = next;
    }
    for (passed, &next) in b[j..].iter().enumerate() {
        visit(Step { value, next, reference: i, production: j + passed });
        value = next;
    }
}

#[cfg(test)]
mod tests {
    use super::walk;
    use crate::testing::sorted;

    #[test]
    fn visits_every_gap_with_the_counts_to_its_left() {
        let (a, b) = (sorted(&[1.0, 1.0, 3.0]), sorted(&[1.0, 2.0, 4.0, 4.0]));
        let mut gaps = Vec::new();
        walk(&a, &b, |step| {
            if step.next > step.value {
                gaps.push((step.value, step.next, step.reference, step.production));
            }
        });
        let first = (f64::NEG_INFINITY, 1.0, 0, 0);
        assert_eq!(gaps, [first, (1.0, 2.0, 2, 1), (2.0, 3.0, 2, 2), (3.0, 4.0, 3, 2)]);
    }
}
