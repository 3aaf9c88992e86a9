//! How long something still takes.

/// "about 4 s left", from the time so far and the units done; none while it is too early to say.
pub fn time_left(elapsed_ms: f64, done: u64, total: u64) -> Option<String> {
    if elapsed_ms < 700.0 || done == 0 || done >= total {
        return None;
    }
    let left_ms = elapsed_ms * (total - done) as f64 / done as f64;
    let seconds = (left_ms / 1000.0).ceil();
    Some(if seconds < 100.0 {
        format!("about {seconds:.0} s left")
    } else {
        format!("about {:.0} min left", (seconds / 60.0).ceil())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_takes_its_share_of_the_time_so_far() {
        assert_eq!(time_left(2_000.0, 1, 3).as_deref(), Some("about 4 s left"));
        assert_eq!(time_left(60_000.0, 1, 4).as_deref(), Some("about 3 min left"));
    }

    #[test]
    fn too_early_and_too_late_say_nothing() {
        assert_eq!(time_left(100.0, 1, 3), None);
        assert_eq!(time_left(2_000.0, 0, 3), None);
        assert_eq!(time_left(2_000.0, 3, 3), None);
    }
}
