//! The rows that arms were to have, as the user writes them: "control 90, treatment 10".

use report::format;

/// The share of each arm; equal where nothing is written.
pub fn planned(written: &str, arms: &[String]) -> Result<Vec<f64>, String> {
    if written.trim().is_empty() {
        return Ok(equal(arms.len()));
    }
    let mut shares = vec![None; arms.len()];
    for part in written.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        let (at, share) = one(part, arms).ok_or_else(|| refused(part, arms))?;
        shares[at] = Some(share);
    }
    let shares: Option<Vec<f64>> = shares.into_iter().collect();
    let shares = shares.ok_or_else(|| refused(written, arms))?;
    let whole: f64 = shares.iter().sum();
    if !(whole > 0.0 && whole.is_finite()) {
        return Err(refused(written, arms));
    }
    Ok(shares.iter().map(|share| share / whole).collect())
}

/// As many rows for each arm.
pub fn equal(arms: usize) -> Vec<f64> {
    vec![1.0 / arms as f64; arms]
}

/// "control 90", "control: 90%", "control = 0.9"; an arm that is to have no rows is none.
fn one(part: &str, arms: &[String]) -> Option<(usize, f64)> {
    let (name, share) = part.rsplit_once([' ', ':', '='])?;
    let share: f64 = share.trim().trim_end_matches('%').trim().parse().ok()?;
    let name = name.trim_end_matches([':', '=', ' ']);
    let at = arms.iter().position(|arm| arm == name)?;
    (share > 0.0 && share.is_finite()).then_some((at, share))
}

fn refused(written: &str, arms: &[String]) -> String {
    let example: Vec<String> = arms.iter().map(|arm| format!("{arm} 1")).collect();
    format!(
        "The planned rows of the arms, {}, cannot be read: write every arm with its part, over 0, as {}.",
        format::quoted(written.trim()),
        format::quoted(&example.join(", "))
    )
}

#[cfg(test)]
mod tests {
    use super::planned;

    #[test]
    fn shares_are_read_in_any_unit() {
        let arms = ["control".to_owned(), "new page".to_owned()];
        for written in
            ["control 90, new page 10", "new page: 10%; control: 90%", "control=9\nnew page=1"]
        {
            assert_eq!(planned(written, &arms).unwrap(), [0.9, 0.1], "{written}");
        }
        assert_eq!(planned(" ", &arms).unwrap(), [0.5, 0.5]);
        for written in [
            "control 90",
            "control 90, old page 10",
            "control x, new page 1",
            "control 0, new page 0",
            "control 100, new page 0",
        ] {
            assert!(planned(written, &arms).unwrap_err().contains("cannot be read"), "{written}");
        }
    }
}
