//! The lines by which a user says what an experiment is measured by; docs/experiments.md has the language.
//!
//! A line is a column, a quantile of one or the ratio of two; before it may stand what it counts for, behind it which way is
//! better, or what may be lost of it: "converted", "revenue per sessions", "p90 of latency_ms, lower is better",
//! "guardrail errors at most +0.2 points".

use report::MetricStanding;

use super::wanted::{Limit, Measure, Wanted};

const STANDINGS: [(&str, MetricStanding); 4] = [
    ("primary ", MetricStanding::Primary),
    ("secondary ", MetricStanding::Secondary),
    ("exploratory ", MetricStanding::Exploratory),
    ("guardrail ", MetricStanding::Guardrail),
];

/// What a line asks for; nothing where it is blank or a comment, and why where it cannot be read.
pub fn parse(line: &str, is_column: &dyn Fn(&str) -> bool) -> Option<Result<Wanted, String>> {
    let line = line.trim();
    (!line.is_empty() && !line.starts_with('#')).then(|| of(line, is_column))
}

fn of(line: &str, is_column: &dyn Fn(&str) -> bool) -> Result<Wanted, String> {
    let (standing, rest) = match is_column(line) {
        true => (None, line),
        false => standing(line),
    };
    let (rest, limit) = limit(rest)?;
    let (rest, is_more_better) = better(rest);
    let (measure, columns) = measure(rest, is_column)?;
    let is_more_better = match limit {
        Some((limit_says, _)) => Some(limit_says),
        None => is_more_better,
    };
    let standing = standing.or_else(|| limit.map(|_| MetricStanding::Guardrail));
    Ok(Wanted { measure, columns, standing, is_more_better, limit: limit.map(|(_, limit)| limit) })
}

fn standing(line: &str) -> (Option<MetricStanding>, &str) {
    let found = STANDINGS.iter().find_map(|(word, of)| Some((Some(*of), line.strip_prefix(word)?)));
    found.map_or((None, line), |(of, rest)| (of, rest.trim()))
}

/// Whether more is better, and what may be lost.
type Bound = (bool, Limit);

/// What stands before a limit, and the limit: whether more is better, and what may be lost.
fn limit(line: &str) -> Result<(&str, Option<Bound>), String> {
    for (word, is_more_better) in
        [(" at most +", false), (" at least -", true), (" at least \u{2212}", true)]
    {
        let Some((rest, size)) = line.rsplit_once(word) else { continue };
        let size = size.trim();
        let read = |text: &str| {
            text.trim().parse::<f64>().ok().filter(|size| *size >= 0.0 && size.is_finite())
        };
        let limit = if let Some(percent) = size.strip_suffix('%') {
            read(percent).map(|size| Limit::Relative(size / 100.0))
        } else if let Some(points) =
            size.strip_suffix("points").or_else(|| size.strip_suffix("point"))
        {
            read(points).map(|size| Limit::Absolute(size / 100.0))
        } else {
            read(size).map(Limit::Absolute)
        };
        let limit = limit.ok_or_else(|| {
            format!("“{size}” is no size: write as 5%, 0.2 points or 3, after{word}")
        })?;
        return Ok((rest.trim(), Some((is_more_better, limit))));
    }
    if line.contains(" at most ") || line.contains(" at least ") {
        return Err("a limit is written as “at most +5%” or “at least -2%”".to_owned());
    }
    Ok((line, None))
}

fn better(line: &str) -> (&str, Option<bool>) {
    for (word, is_more_better) in [
        ("higher is better", true),
        ("more is better", true),
        ("lower is better", false),
        ("less is better", false),
    ] {
        if let Some(rest) = line.strip_suffix(word) {
            return (rest.trim_end().trim_end_matches(',').trim_end(), Some(is_more_better));
        }
    }
    (line, None)
}

fn measure(text: &str, is_column: &dyn Fn(&str) -> bool) -> Result<(Measure, Vec<String>), String> {
    if is_column(text) {
        return Ok((Measure::Mean, vec![text.to_owned()]));
    }
    let of = |prefix: &str| text.strip_prefix(prefix).map(str::trim);
    if let Some(column) = of("mean of ").or_else(|| of("share of ")) {
        return known(column, is_column).map(|column| (Measure::Mean, vec![column]));
    }
    if let Some(column) = of("median of ") {
        return known(column, is_column).map(|column| (Measure::Quantile(0.5), vec![column]));
    }
    if let Some((rank, column)) = of("p").and_then(|rest| rest.split_once(" of ")) {
        let rank = rank.parse::<f64>().ok().filter(|rank| *rank > 0.0 && *rank < 100.0);
        if let Some(rank) = rank {
            let column = known(column.trim(), is_column)?;
            return Ok((Measure::Quantile(rank / 100.0), vec![column]));
        }
    }
    let places =
        text.match_indices(" per ").map(|(at, word)| (&text[..at], &text[at + word.len()..]));
    let parts: Vec<(&str, &str)> = places.collect();
    let both = parts.iter().find(|(x, y)| is_column(x.trim()) && is_column(y.trim()));
    match (both, parts.first()) {
        (Some((x, y)), _) => Ok((Measure::Ratio, vec![x.trim().to_owned(), y.trim().to_owned()])),
        (None, Some((x, y))) => {
            let wrong = if is_column(x.trim()) { y } else { x };
            Err(no_column(wrong.trim()))
        }
        (None, None) => Err(no_column(text)),
    }
}

fn known(column: &str, is_column: &dyn Fn(&str) -> bool) -> Result<String, String> {
    if is_column(column) { Ok(column.to_owned()) } else { Err(no_column(column)) }
}

fn no_column(name: &str) -> String {
    format!("no column is called {}", report::format::quoted(name))
}

#[cfg(test)]
mod tests {
    use report::MetricStanding;

    use super::super::wanted::{Limit, Measure, Wanted};
    use super::parse;

    fn read(line: &str) -> Result<Wanted, String> {
        let columns = ["converted", "revenue", "sessions", "latency_ms", "pages per visit"];
        parse(line, &|name| columns.contains(&name)).unwrap()
    }

    #[test]
    fn lines_are_read() {
        let told = read("revenue per sessions").unwrap();
        assert_eq!(
            (told.measure, told.columns),
            (Measure::Ratio, vec!["revenue".to_owned(), "sessions".to_owned()])
        );
        let told = read("guardrail latency_ms at most +5%").unwrap();
        assert_eq!(told.limit, Some(Limit::Relative(0.05)));
        assert_eq!(
            (told.standing, told.is_more_better),
            (Some(MetricStanding::Guardrail), Some(false))
        );
        let told = read("p99.5 of latency_ms, lower is better").unwrap();
        assert_eq!((told.measure, told.is_more_better), (Measure::Quantile(0.995), Some(false)));
        assert_eq!(read("median of revenue").unwrap().measure, Measure::Quantile(0.5));
        assert_eq!(read("pages per visit").unwrap().measure, Measure::Mean);
        let told = read("pages per visit per sessions").unwrap();
        assert_eq!(told.columns, ["pages per visit", "sessions"]);
        assert_eq!(
            read("converted at least -0.2 points").unwrap().limit,
            Some(Limit::Absolute(0.002))
        );
        assert_eq!(
            read("exploratory sessions").unwrap().standing,
            Some(MetricStanding::Exploratory)
        );
        assert!(parse("  # revenue", &|_| true).is_none() && parse(" ", &|_| true).is_none());
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (line, why) in [
            ("revenu", "no column is called “revenu”"),
            ("revenue per visit", "no column is called “visit”"),
            ("p0 of revenue", "no column is called “p0 of revenue”"),
            ("p90 of revenu", "no column is called “revenu”"),
            (
                "guardrail latency_ms at most 5%",
                "a limit is written as “at most +5%” or “at least -2%”",
            ),
        ] {
            assert_eq!(read(line).unwrap_err(), why, "{line}");
        }
        assert!(read("latency_ms at most +five").unwrap_err().starts_with("“five” is no size"));
    }
}
