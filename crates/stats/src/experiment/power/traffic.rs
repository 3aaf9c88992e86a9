//! How many days an experiment still takes, from the rows that it needs and those that come in a day.

/// Whole days until all rows are there, 0 where they are; `None` where no rows come in, or a number is none.
#[must_use]
pub fn days_left(rows_needed: f64, rows_so_far: f64, rows_a_day: f64) -> Option<f64> {
    let days = ((rows_needed - rows_so_far) / rows_a_day).ceil().max(0.0);
    let are_numbers = (rows_needed - rows_so_far).is_finite() && rows_a_day > 0.0;
    (are_numbers && days.is_finite()).then_some(days)
}

#[cfg(test)]
mod tests {
    use super::days_left;

    #[test]
    fn counts_whole_days() {
        assert_eq!(days_left(1000.0, 0.0, 300.0), Some(4.0));
        assert_eq!(days_left(1000.0, 400.0, 300.0), Some(2.0));
        assert_eq!(days_left(1000.0, 1200.0, 300.0), Some(0.0));
        assert_eq!(days_left(1000.0, 0.0, 0.0), None);
        assert_eq!(days_left(f64::NAN, 0.0, 3.0), None);
    }
}
