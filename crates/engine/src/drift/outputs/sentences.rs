//! What the model's outputs and the labels come to, as sentences.

use report::{
    Centre, ColumnDrift, Derived, Effect, Pair, Quantity, Role, RoleChoice, Shape, Treatment,
    Verdict, format,
};

use crate::Study;

/// Shares of pairs this far from one half count as more or less, not only as different.
const DIRECTION: f64 = 0.03;
/// A share of missing labels from which it is told that they may not stand for all rows.
const MANY_MISSING: f64 = 0.05;

/// What the model says, then what really happened.
pub fn all(
    study: &Study<'_>,
    roles: &[RoleChoice],
    columns: &[ColumnDrift],
    derived: &[Derived],
) -> Vec<String> {
    let mut says: Vec<String> = model(study, columns, derived).into_iter().collect();
    let labels = roles.iter().filter(|choice| choice.role == Role::Label);
    says.extend(labels.map(|choice| label(study, &choice.column, columns)));
    says
}

/// "The model answers “1” less often: 41% → 33%; it is less sure of itself: …."
fn model(study: &Study<'_>, columns: &[ColumnDrift], derived: &[Derived]) -> Option<String> {
    let with = |role: Role| -> Vec<Named<'_>> {
        let columns = columns.iter().filter(|column| column.role == role);
        columns.map(|column| (format::short(&column.column), column)).collect()
    };
    let of = |quantity: Quantity| -> Vec<Named<'_>> {
        let derived = derived.iter().filter(|derived| derived.quantity == quantity);
        let from = |derived: &Derived| format::names(derived.from.iter().map(String::as_str), 2);
        derived.map(|derived| (from(derived), &derived.drift)).collect()
    };
    let answers = [with(Role::Prediction), of(Quantity::Answer)].concat();
    let mut clauses = each(&answers, |column| answer(study, column));
    clauses.extend(each(&of(Quantity::Confidence), |column| confidence(study, column)));
    if clauses.is_empty() {
        clauses = each(&with(Role::Score), |column| number(study, "scores", column));
    }
    (!clauses.is_empty()).then(|| format!("The model {}.", clauses.join("; it ")))
}

/// A comparison, and the columns that it is of.
type Named<'a> = (String, &'a ColumnDrift);

/// A clause for each; where there are several, each says which it is.
fn each(all: &[Named<'_>], clause: impl Fn(&ColumnDrift) -> String) -> Vec<String> {
    let clause = |(name, column): &Named<'_>| match all.len() {
        1 => clause(column),
        _ => format!("{} ({name})", clause(column)),
    };
    all.iter().map(clause).collect()
}

/// "answers “1” less often: 41% → 33%", as what the model does.
fn answer(study: &Study<'_>, column: &ColumnDrift) -> String {
    let Some((label, share)) = category(column) else { return number(study, "predicts", column) };
    let (label, change) = (format::quoted(&label), change(shares(share)));
    match column.verdict {
        Verdict::NotEnoughData => too_few("answers", column),
        Verdict::Stable if is_open(study, column) => {
            format!("{}, {label} {change}", too_few("answers", column))
        }
        Verdict::Stable => format!("answers as before: {label} {change}"),
        _ if share.reference == 0.0 => format!("gives the new answer {label}: {change}"),
        verdict => {
            let more = if share.production > share.reference { "more" } else { "less" };
            format!("answers {label} {}{more} often: {change}", slightly(verdict))
        }
    }
}

/// "predicts higher: median 9.8 → 12.1".
fn number(study: &Study<'_>, verb: &str, column: &ColumnDrift) -> String {
    let median = medians(column).map(|medians| format!(": {medians}")).unwrap_or_default();
    let slightly = slightly(column.verdict);
    match (column.verdict, direction(column)) {
        (Verdict::NotEnoughData, _) => too_few(verb, column),
        (Verdict::Stable, _) if is_open(study, column) => {
            too_few(verb, column) + &median.replacen(':', ",", 1)
        }
        (Verdict::Stable, _) => format!("{verb} as before{median}"),
        (_, Some(true)) => format!("{verb} {slightly}higher{median}"),
        (_, Some(false)) => format!("{verb} {slightly}lower{median}"),
        (_, None) => format!("{verb} {slightly}otherwise{median}"),
    }
}

/// "is less sure of itself: median confidence 0.93 → 0.87".
fn confidence(study: &Study<'_>, column: &ColumnDrift) -> String {
    let median = medians(column)
        .map(|medians| format!(": {}", medians.replacen("median", "median confidence", 1)))
        .unwrap_or_default();
    let slightly = slightly(column.verdict);
    match (column.verdict, direction(column)) {
        (Verdict::NotEnoughData, _) => too_few("is as sure of itself", column),
        (Verdict::Stable, _) if is_open(study, column) => {
            too_few("is as sure of itself", column) + &median.replacen(':', ",", 1)
        }
        (Verdict::Stable, _) => format!("is as sure of itself as before{median}"),
        (_, Some(true)) => format!("is {slightly}surer of itself{median}"),
        (_, Some(false)) => format!("is {slightly}less sure of itself{median}"),
        (_, None) => format!("spreads its confidence {slightly}differently{median}"),
    }
}

/// What really happened; or that production does not say.
fn label(study: &Study<'_>, name: &str, columns: &[ColumnDrift]) -> String {
    let short = format::short(name);
    let Some(column) = columns.iter().find(|column| column.column == name) else {
        return match study.column(name) {
            Pair { reference: Some(_), .. } => format!(
                "Production has no labels yet: only the reference has {short}, so what really happened cannot be compared."
            ),
            _ => format!("The reference has no labels: only production has {short}."),
        };
    };
    if column.n.production == 0 || column.n.reference == 0 {
        let side = if column.n.production == 0 { "Production" } else { "The reference" };
        return format!("{side} has no labels yet: every value of {short} is missing there.");
    }
    let happened = match (category(column), column.verdict) {
        (_, Verdict::NotEnoughData) => "not judged, see below".to_owned(),
        (Some((label, share)), verdict) => {
            let (label, change) = (format::quoted(&label), change(shares(share)));
            match verdict {
                Verdict::Stable if is_open(study, column) => {
                    format!("{}, {label} {change}", cannot_tell(column))
                }
                Verdict::Stable => format!("as before, {label} {change}"),
                _ if share.production > share.reference => {
                    format!("{label} is {}more common, {change}", slightly(verdict))
                }
                _ => format!("{label} is {}less common, {change}", slightly(verdict)),
            }
        }
        (None, verdict) => {
            let moved = match (verdict, direction(column)) {
                (Verdict::Stable, _) if is_open(study, column) => cannot_tell(column),
                (Verdict::Stable, _) => "as before".to_owned(),
                (_, Some(true)) => format!("{}higher", slightly(verdict)),
                (_, Some(false)) => format!("{}lower", slightly(verdict)),
                (_, None) => format!("spread {}differently", slightly(verdict)),
            };
            medians(column).map_or_else(|| moved.clone(), |medians| format!("{moved}, {medians}"))
        }
    };
    let rows = column.n.production + column.missing.production;
    let there = column.n.production as f64 / rows.max(1) as f64;
    let late = if 1.0 - there >= MANY_MISSING {
        format!(
            " Labels are there for {} of production’s rows only, and those may not stand for the others.",
            format::percent(there)
        )
    } else {
        String::new()
    };
    format!("What really happened ({short}): {happened}.{late}")
}

/// The answer that is told of a column of names: the second of two, or the one that changed most.
fn category(column: &ColumnDrift) -> Option<(String, Pair<f64>)> {
    if column.treatment != Treatment::Categorical {
        return None;
    }
    if let Some(Shape::Bars { labels, .. }) = &column.shape
        && let [_, yes] = labels.as_slice()
    {
        let cells = column.bins.as_ref()?.cells.iter();
        let share = cells.filter(|cell| cell.label == *yes).map(|cell| cell.share).next()?;
        return Some((yes.clone(), share));
    }
    match column.centre.as_ref()? {
        Centre::Category { label, share } => Some((label.clone(), *share)),
        Centre::Median(_) => None,
    }
}

/// Whether production is larger for the most part; none where neither side is.
fn direction(column: &ColumnDrift) -> Option<bool> {
    match column.effect? {
        Effect::ProductionLarger(share) if (share - 0.5).abs() > DIRECTION => Some(share > 0.5),
        _ => None,
    }
}

/// "median 0.93 → 0.87".
fn medians(column: &ColumnDrift) -> Option<String> {
    match column.centre.as_ref()? {
        Centre::Median(median) => {
            Some(format!("median {}", change(format::told_apart(column.kind, *median, 3))))
        }
        Centre::Category { .. } => None,
    }
}

/// Shares in percent, with the digits that it takes to tell them apart.
fn shares(share: Pair<f64>) -> Pair<String> {
    const MOST_DIGITS: usize = 6;
    let texts = share.map(format::percent);
    if texts.reference != texts.production || share.reference == share.production {
        return texts;
    }
    let with = |digits: usize| share.map(|share| format!("{:.digits$}%", share * 100.0));
    let finer = (1..=MOST_DIGITS).map(with).find(|texts| texts.reference != texts.production);
    finer.unwrap_or(texts)
}

fn change(pair: Pair<String>) -> String {
    format!("{} → {}", pair.reference, pair.production)
}

const fn slightly(verdict: Verdict) -> &'static str {
    if matches!(verdict, Verdict::Negligible) { "slightly " } else { "" }
}

/// Whether the test does not tell a column's shift from chance, and its distance is at the limit or over
/// what chance gives: more rows would settle it.
fn is_open(study: &Study<'_>, column: &ColumnDrift) -> bool {
    let limit = study.settings.drift.psi_moderate;
    let leading = column.leading_measure();
    leading.is_some_and(|measure| {
        let noise = measure.noise.map_or(f64::INFINITY, |noise| noise.p95);
        measure.value.is_some_and(|value| value >= limit || value > noise)
    })
}

fn too_few(verb: &str, column: &ColumnDrift) -> String {
    format!("{verb} {}", cannot_tell(column))
}

/// "as before or not: 60 rows on the thinner side cannot tell".
fn cannot_tell(column: &ColumnDrift) -> String {
    let n = column.n.reference.min(column.n.production);
    let rows = format::plural(n, "row", "rows");
    format!("as before or not: {rows} on the thinner side cannot tell")
}

#[cfg(test)]
mod tests {
    use report::Pair;

    #[test]
    fn shares_that_differ_are_told_apart() {
        for (reference, production, expected) in [
            (0.1612, 0.1629, ["16.1%", "16.3%"]),
            (0.500_01, 0.500_04, ["50.001%", "50.004%"]),
            (0.41, 0.33, ["41%", "33%"]),
            (0.5, 0.5, ["50%", "50%"]),
        ] {
            let texts = super::shares(Pair::new(reference, production));
            assert_eq!([texts.reference, texts.production], expected);
        }
    }
}
