//! Lists put in order.

use std::cmp::Ordering;

/// Lists of findings, columns, segments and the like, which are short and put in many orders.
///
/// `slice::sort_by` makes about 7 kB of code for each order; here the places of all lists are put in order by the
/// same code, and the list follows. Equals keep their order. Rows are sorted by what `slice` has.
pub trait InOrder<T> {
    /// Puts the list in the order of a comparison.
    fn put_in_order(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Puts the list in the order of a key.
    fn put_in_order_of<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.put_in_order(|a, b| key(a).cmp(&key(b)));
    }
}

impl<T> InOrder<T> for [T] {
    fn put_in_order(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut places = places(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        for at in 0..self.len() {
            while places[at] != at {
                let to = places[at];
                self.swap(at, to);
                places.swap(at, to);
            }
        }
    }
}

/// The place that each of so many items has in order.
fn places(items: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..items).collect();
    order.sort_by(|&a, &b| compare(a, b));
    let mut places = vec![0; items];
    for (place, item) in order.into_iter().enumerate() {
        places[item] = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::InOrder;

    #[test]
    fn the_order_is_that_of_a_stable_sort() {
        for length in 0..60_u64 {
            // A full period of a generator, folded so that keys repeat.
            let items: Vec<(u64, u64)> = (0..length).map(|i| ((i * 37 + 11) % 61 % 7, i)).collect();
            let (mut ours, mut theirs) = (items.clone(), items);
            ours.put_in_order(|a, b| b.0.cmp(&a.0));
            theirs.sort_by_key(|item| Reverse(item.0));
            assert_eq!(ours, theirs);
            ours.put_in_order_of(|item| (item.0, Reverse(item.1)));
            theirs.sort_by_key(|item| (item.0, Reverse(item.1)));
            assert_eq!(ours, theirs);
        }
    }
}
