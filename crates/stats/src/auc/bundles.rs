//! How much more, or less, an area under the ROC curve varies where rows come in bundles of copies.
//!
//! The variance of a sum over bundles is that of the sums of bundles (Obuchowski 1997). Over what it is
//! where rows are independent, this is a factor: 1 where no row has a copy, about k where each row
//! stands k times in its file, and 0 where each stands in both files as often, as copies cancel out.

/// Factors of two variances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factors {
    /// Of the variance where scores say nothing, which is that of the sum of ranks.
    pub null: f64,
    /// Of DeLong's variance.
    pub delong: f64,
}

/// The factors for rows with these scores; copies share the number of their bundle.
pub fn factors(scores: &[f64], is_production: &[bool], bundle: &[usize]) -> Factors {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_unstable_by_key(|&row| (bundle[row], row));
    let bundles: Vec<&[usize]> = order.chunk_by(|&a, &b| bundle[a] == bundle[b]).collect();
    if bundles.len() == scores.len() {
        return Factors { null: 1.0, delong: 1.0 };
    }
    let (null, delong) = deviations(scores, is_production);
    Factors { null: factor(&null, &bundles), delong: factor(&delong, &bundles) }
}

/// Squares of the sums of bundles over the sum of squares.
fn factor(deviations: &[f64], bundles: &[&[usize]]) -> f64 {
    let square = |sum: f64| sum * sum;
    let of = |rows: &&[usize]| square(rows.iter().map(|&row| deviations[row]).sum());
    let together: f64 = bundles.iter().map(of).sum();
    let apart: f64 = deviations.iter().copied().map(square).sum();
    if apart > 0.0 { together / apart } else { 1.0 }
}

/// What each row adds to the deviation of the area: where scores say nothing, and as they are.
fn deviations(scores: &[f64], is_production: &[bool]) -> (Vec<f64>, Vec<f64>) {
    let total = scores.len() as f64;
    let m = is_production.iter().filter(|is| **is).count() as f64;
    let n = total - m;
    let mut by_score: Vec<usize> = (0..scores.len()).collect();
    by_score.sort_unstable_by(|&a, &b| scores[a].total_cmp(&scores[b]));
    let (mut null, mut placed) = (vec![0.0; scores.len()], vec![0.0; scores.len()]);
    let (mut below, mut area) = ([0.0; 2], 0.0);
    let mut start = 0.0;
    for run in by_score.chunk_by(|&a, &b| scores[a] == scores[b]) {
        let length = run.len() as f64;
        let rank = start + (length + 1.0) / 2.0;
        start += length;
        let production = run.iter().filter(|&&row| is_production[row]).count() as f64;
        let reference = length - production;
        let lower = (below[0] + reference / 2.0) / n;
        let higher = (m - below[1] - production / 2.0) / m;
        for &row in run {
            let is = f64::from(u8::from(is_production[row]));
            null[row] = (rank - (total + 1.0) / 2.0) * (is - m / total);
            placed[row] = if is_production[row] { lower } else { higher };
        }
        area += production * lower / m;
        below = [below[0] + reference, below[1] + production];
    }
    for (placed, &is_production) in placed.iter_mut().zip(is_production) {
        *placed = (*placed - area) / if is_production { m } else { n };
    }
    (null, placed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_within_a_file_multiply_and_copies_over_both_cancel() {
        let scores = [0.1, 0.4, 0.3, 0.8, 0.5, 0.9];
        let sides = [false, false, false, true, true, true];
        let alone: Vec<usize> = (0..6).collect();
        assert_eq!(factors(&scores, &sides, &alone), Factors { null: 1.0, delong: 1.0 });
        let twice = |values: &[f64]| [values, values].concat();
        let bundle = [alone.clone(), alone].concat();
        let mixed = [false, true, false, true, false, true];
        let found = factors(&twice(&scores), &[mixed, mixed].concat(), &bundle);
        assert!((found.null - 2.0).abs() < 1e-12 && (found.delong - 2.0).abs() < 1e-12);
        let over = factors(&twice(&scores[..3]), &sides, &[0, 1, 2, 0, 1, 2]);
        assert!(over.null < 1e-12 && over.delong < 1e-12, "{over:?}");
    }
}
