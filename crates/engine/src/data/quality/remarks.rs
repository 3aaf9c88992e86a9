//! What is new about columns' values, as sentences.

use report::{
    About, ColumnProfile, Example, Kind, NewValues, Pair, RangeChange, Remark, Severity, Size,
    Verdict, format,
};

use crate::Study;

/// Digits of the ends of a range.
const DIGITS: usize = 6;
/// Columns that a sentence names before it says "and 3 more".
const MOST_NAMES: usize = 3;
/// Adjusted p-value from which on something may be chance.
const CHANCE: f64 = 0.05;

/// Everything that is to be said of the values of all columns.
pub fn remarks(study: &Study<'_>, columns: &[ColumnProfile]) -> Vec<Remark> {
    let rows = study.tables.production.rows() as u64;
    let looks = columns.len() as f64;
    let mut remarks: Vec<Remark> =
        columns.iter().flat_map(|column| of_column(study, column, rows, looks)).collect();
    remarks.extend(constant_on_both(columns));
    remarks.extend(padded(columns, rows));
    remarks
}

fn of_column(study: &Study<'_>, column: &ColumnProfile, rows: u64, looks: f64) -> Vec<Remark> {
    let quality = &column.quality;
    if let Some(constant) = became_constant(study, column, rows, looks) {
        return vec![constant];
    }
    if let Some(constant) = another_constant(column, rows) {
        return vec![constant];
    }
    let range = quality.range.as_ref().and_then(|range| beyond(column, range, rows));
    let unseen = quality.unseen.as_ref().and_then(|new| unseen(column, new, rows));
    let is_told = range.is_some() || unseen.is_some();
    let shapes = quality.new_shapes.as_ref().filter(|_| !is_told);
    let shapes = shapes.and_then(|new| new_shapes(column, new, rows));
    // Few values, as of 1 to 5: what lies beyond is new, too, and is told once.
    let unseen = unseen.filter(|_| range.is_none());
    [range, unseen, shapes].into_iter().flatten().collect()
}

/// How grave something new is; none where it is chance or not judged.
const fn severity(verdict: Option<Verdict>) -> Option<Severity> {
    match verdict {
        Some(Verdict::Significant) => Some(Severity::High),
        Some(Verdict::Moderate) => Some(Severity::Medium),
        Some(Verdict::Negligible) => Some(Severity::Low),
        _ => None,
    }
}

fn remark(column: &str, severity: Severity, told: [String; 3], touched: u64, rows: u64) -> Remark {
    let [title, detail, step] = told;
    let weight = touched as f64 / rows.max(1) as f64;
    Remark {
        about: About::Values,
        severity,
        column: Some(column.to_owned()),
        title,
        detail,
        size: Some(Size { text: format::percent(weight), beside: "of the rows".to_owned() }),
        rows: touched,
        weight,
        step,
    }
}

/// The ends of the reference's range; more digits only where one would look like the farthest value.
fn in_few_digits(kind: Kind, range: &RangeChange) -> [String; 2] {
    let apart = |end: f64| {
        let far = range.farthest.unwrap_or(end);
        format::told_apart(kind, Pair::new(end, far), DIGITS).reference
    };
    [apart(range.min), apart(range.max)]
}

fn beyond(column: &ColumnProfile, range: &RangeChange, rows: u64) -> Option<Remark> {
    let severity = severity(range.verdict)?;
    let name = format::short(&column.column);
    let kind = column.kind.reference.unwrap_or(Kind::Float);
    let touched = range.below + range.above;
    let ends = in_few_digits(kind, range);
    let farthest = range.farthest.map(|value| format::value(kind, value, DIGITS));
    let title = format!(
        "{name} lies beyond the reference’s range in {}",
        format::plural(touched, "row", "rows")
    );
    let sides = [(range.below, "under", &ends[0]), (range.above, "over", &ends[1])];
    let sides = sides.iter().filter(|(rows, _, _)| *rows > 0);
    let sides: Vec<String> =
        sides.map(|(rows, side, end)| format!("{} {side} {end}", format::count(*rows))).collect();
    let detail = format!(
        "{}{}; chance alone gives about {}{}{}",
        sides.join(", "),
        farthest.map_or_else(String::new, |value| format!(", as far as {value}")),
        format::number(range.expected_rows, 2),
        adjusted(range.p_adjusted),
        first_line(&range.examples),
    );
    let step = format!(
        "Check the unit and the source of {name} where it is beyond {} to {}.",
        ends[0], ends[1]
    );
    Some(remark(&column.column, severity, [title, detail, step], touched, rows))
}

fn unseen(column: &ColumnProfile, new: &NewValues, rows: u64) -> Option<Remark> {
    let severity = severity(new.verdict)?;
    let name = format::short(&column.column);
    let title = format!(
        "{name} has {} that the reference does not have, in {}",
        format::plural(new.values, "value", "values"),
        format::plural(new.rows, "row", "rows")
    );
    let look_known = match new.look_known {
        0 => String::new(),
        n => format!(
            "; {} of the rows hold known values but for white space or case",
            format::count(n)
        ),
    };
    let detail = told_new(new) + &look_known;
    let step = if 2 * new.look_known >= new.rows {
        format!("Write the values of {name} as in the reference: white space or case differ.")
    } else {
        format!("Map the new values of {name}, or let the model learn them: it has not met them.")
    };
    Some(remark(&column.column, severity, [title, detail, step], new.rows, rows))
}

fn new_shapes(column: &ColumnProfile, new: &NewValues, rows: u64) -> Option<Remark> {
    let severity = severity(new.verdict)?;
    let name = format::short(&column.column);
    let title = format!(
        "{name} is written in another shape in {}",
        format::plural(new.rows, "row", "rows")
    );
    let step = format!("Find out where {name} comes from in another shape.");
    Some(remark(&column.column, severity, [title, told_new(new), step], new.rows, rows))
}

/// "“BR” in 120 rows, “AR” in 3 rows; chance alone gives about 0.2; adjusted p = 0.01".
fn told_new(new: &NewValues) -> String {
    let examples = new.examples.iter().map(|example| {
        let rows = format::plural(example.rows, "row", "rows");
        format!("{} in {rows}", format::quoted(&example.value))
    });
    format!(
        "{}; chance alone gives about {}{}{}",
        examples.collect::<Vec<_>>().join(", "),
        format::number(new.expected_rows, 2),
        adjusted(new.p_adjusted),
        first_line(&new.examples),
    )
}

fn adjusted(p: Option<f64>) -> String {
    p.map_or_else(String::new, |p| format!("; adjusted {}", format::p_equals(p)))
}

fn first_line(examples: &[Example]) -> String {
    let line = examples.iter().filter_map(|example| example.line).min();
    line.map_or_else(String::new, |line| format!("; first on line {}", format::count(line)))
}

/// A column that has one value in production and more in the reference, where that is not chance for any of
/// so many columns.
fn became_constant(
    study: &Study<'_>,
    column: &ColumnProfile,
    rows: u64,
    looks: f64,
) -> Option<Remark> {
    let distinct = column.distinct.both()?;
    let missing = column.missing.both()?.map(|missing| missing.total());
    let n = rows.saturating_sub(missing.production);
    let n_reference = (study.tables.reference.rows() as u64).saturating_sub(missing.reference);
    let thinnest = study.settings.drift.min_values;
    let is_thin = n < thinnest || n_reference < thinnest;
    if !column.role.is_compared() || distinct.production != 1 || distinct.reference < 2 || is_thin {
        return None;
    }
    let production = column.quality.sides.production.as_ref()?.top.first()?;
    let lost = column.quality.vanished.as_ref().filter(|lost| lost.rows > 0)?;
    let p = (looks * all_on_one_side(lost.rows, n_reference, n)).min(1.0);
    let severity = match p {
        p if p < study.settings.data.sure_change_p => Severity::High,
        p if p < CHANCE => Severity::Low,
        _ => return None,
    };
    let name = format::short(&column.column);
    let value = format::quoted(&production.value);
    let title = format!("{name} has a single value in production, {value}");
    let detail = format!(
        "The reference has {} different values, the others in {}; adjusted {}",
        format::count(distinct.reference),
        format::plural(lost.rows, "row", "rows"),
        format::p_equals(p)
    );
    let step = format!("Find out why {name} no longer changes: a default may be filled in.");
    Some(remark(&column.column, severity, [title, detail, step], n, rows))
}

/// The chance that all of so many rows lie on the side of `own` rows, where the pooled rows are dealt to
/// both sides at random.
fn all_on_one_side(rows: u64, own: u64, other: u64) -> f64 {
    const LEAST: f64 = 1e-300;
    let mut chance = 1.0;
    for dealt in 0..rows.min(own) {
        chance *= (own - dealt) as f64 / (own + other - dealt) as f64;
        if chance < LEAST {
            return 0.0;
        }
    }
    chance
}

/// The only value of each side; none where either has several or is not compared.
fn constants(column: &ColumnProfile) -> Option<Pair<&str>> {
    let is_constant = column.distinct.both().is_some_and(|n| n.reference == 1 && n.production == 1);
    if !is_constant || !column.role.is_compared() {
        return None;
    }
    let sides = column.quality.sides.as_ref();
    sides.map(|side| Some(side.as_ref()?.top.first()?.value.as_str())).both()
}

/// A column that holds a single value in production, and another one in the reference.
fn another_constant(column: &ColumnProfile, rows: u64) -> Option<Remark> {
    let values = constants(column).filter(|values| values.reference != values.production)?;
    let quality = &column.quality;
    let range = quality.range.as_ref().and_then(|range| severity(range.verdict));
    let unseen = quality.unseen.as_ref().and_then(|new| severity(new.verdict));
    let severity = range.max(unseen).unwrap_or(Severity::Information);
    let name = format::short(&column.column);
    let Pair { reference, production } = values.map(format::quoted);
    let title = format!("{name} is always {production}, in the reference always {reference}");
    let detail = "A single value on each side, and not the same".to_owned();
    let step = format!("Find out why {name} changed from {reference} to {production} as a whole.");
    let missing = column.missing.production.map_or(0, |missing| missing.total());
    let touched = rows.saturating_sub(missing);
    Some(remark(&column.column, severity, [title, detail, step], touched, rows))
}

/// Columns that tell nothing on either side.
fn constant_on_both(columns: &[ColumnProfile]) -> Option<Remark> {
    let is_constant = |column: &&ColumnProfile| {
        column.role.is_compared()
            && column.distinct.both().is_some_and(|n| n.reference == 1 && n.production == 1)
            && constants(column).is_none_or(|values| values.reference == values.production)
    };
    let names: Vec<&str> =
        columns.iter().filter(is_constant).map(|column| column.column.as_str()).collect();
    let first = names.first()?;
    let verb = if names.len() == 1 { "holds" } else { "hold" };
    let title = format!(
        "{} {verb} a single value on both sides",
        format::names(names.iter().copied(), MOST_NAMES)
    );
    let detail = "A column that never changes tells a model nothing".to_owned();
    let step = "Leave columns out that never change.".to_owned();
    let mut remark = remark(first, Severity::Information, [title, detail, step], 0, 0);
    remark.size = None;
    Some(remark)
}

/// Columns in which white space around values began.
fn padded(columns: &[ColumnProfile], rows: u64) -> Vec<Remark> {
    let of = |column: &ColumnProfile| {
        let texts = column.quality.sides.as_ref().map(|side| side.as_ref()?.text.as_ref());
        let padded = texts.both()?.map(|text| text.padded);
        (padded.reference == 0 && padded.production > 0).then_some(padded.production)
    };
    let told = columns.iter().filter_map(|column| Some((column, of(column)?)));
    told.map(|(column, padded)| {
        let name = format::short(&column.column);
        let padded_rows = format::plural(padded, "row", "rows");
        let title = format!("{name} has white space around its value in {padded_rows}");
        let detail = "None in the reference; values with and without it count as different".into();
        let step = format!("Trim {name} where it is made.");
        remark(&column.column, Severity::Low, [title, detail, step], padded, rows)
    })
    .collect()
}
