//! What is known of a column's values, line by line, as its detail in the page shows it.

use report::{
    ColumnProfile, Example, Kind, Missing, NewValues, Pair, QualityLine, RowQuality, Side,
    ValueCount, Verdict, format,
};

use crate::Study;

/// Digits of a length.
const DIGITS: usize = 4;
/// Values of a list that a line shows.
const MOST_SHOWN: usize = 3;

/// A way in which values are missing, and how many are.
type Way = (&'static str, fn(&Missing) -> u64);

const WAYS: [Way; 6] = [
    ("Missing: empty", |missing| missing.empty),
    ("Missing: marked", |missing| missing.marker),
    ("Missing: NaN", |missing| missing.nan),
    ("Missing: infinite", |missing| missing.infinite),
    ("Missing: unreadable", |missing| missing.unreadable),
    ("Missing: not in the labels file", |missing| missing.unmatched),
];

/// Writes the lines of every column.
pub fn write(study: &Study<'_>, columns: &mut [ColumnProfile], rows: &RowQuality) {
    for column in columns {
        column.quality.lines = lines(study, column, rows);
    }
}

fn lines(study: &Study<'_>, column: &ColumnProfile, rows: &RowQuality) -> Vec<QualityLine> {
    let mut lines = missing(study, column);
    lines.extend(different(study, column));
    lines.extend(repeated_ids(column, rows));
    lines.extend(range(column));
    lines.extend(outliers(study, column));
    let quality = &column.quality;
    lines.extend(quality.unseen.as_ref().map(|new| of_new("New values", new)));
    lines.extend(vanished(column));
    lines.extend(texts(column));
    lines.extend(quality.new_shapes.as_ref().map(|new| of_new("New shapes", new)));
    lines
}

fn line(what: &str, [reference, production]: [String; 2], says: String) -> QualityLine {
    QualityLine { what: what.to_owned(), reference, production, says }
}

/// One line for each way that values are missing in, and how much all of them changed.
fn missing(study: &Study<'_>, column: &ColumnProfile) -> Vec<QualityLine> {
    let change = column.missing_change.as_ref();
    let says =
        change.filter(|change| change.share.reference != change.share.production).map(|change| {
            let points = format::points(change.share.production - change.share.reference);
            let p = change
                .p_adjusted
                .map_or_else(String::new, |p| format!("; adjusted {}", format::p_equals(p)));
            format!("{points}, {}{p}", change.verdict.label())
        });
    let of = |of: fn(&Missing) -> u64| {
        Side::BOTH.map(|side| {
            column.missing.get(side).as_ref().map(|missing| (of(missing), study.rows(side)))
        })
    };
    let all = line("Missing", of(Missing::total).map(in_rows), says.unwrap_or_default());
    let ways = WAYS.into_iter().map(|(what, way)| (what, of(way)));
    let ways = ways.filter(|(_, rows)| rows.iter().flatten().any(|(rows, _)| *rows > 0));
    let ways = ways.map(|(what, rows)| line(what, rows.map(in_rows), String::new()));
    [all].into_iter().chain(ways).collect()
}

/// "12 rows, 0.1%".
fn in_rows(rows: Option<(u64, u64)>) -> String {
    match rows {
        None => "no such column".to_owned(),
        Some((0, _)) => "none".to_owned(),
        Some((rows, all)) => {
            let share = format::percent(rows as f64 / all.max(1) as f64);
            format!("{}, {share}", format::plural(rows, "row", "rows"))
        }
    }
}

/// How many different values there are, and whether one of them is nearly all.
fn different(study: &Study<'_>, column: &ColumnProfile) -> Option<QualityLine> {
    let of = |side: Side| {
        let distinct = column.distinct.get(side).map(format::count);
        let Some(quality) = column.quality.sides.get(side) else {
            return distinct.unwrap_or_default();
        };
        let missing = column.missing.get(side).map_or(0, |missing| missing.total());
        let present = study.rows(side) - missing;
        let most = quality.top.first().map(|top| (format::short(&top.value), top.rows));
        let told = distinct.unwrap_or_else(|| "not counted".to_owned());
        match most {
            Some((value, rows)) if rows == present => format!("{told}: always {value}"),
            Some((value, rows))
                if rows as f64 >= study.settings.data.near_constant_share * present as f64 =>
            {
                let share = format::percent(rows as f64 / present as f64);
                format!("{told}: {value} in {share}")
            }
            _ => told,
        }
    };
    let sides = Side::BOTH.map(of);
    (sides != [String::new(), String::new()])
        .then(|| line("Different values", sides, String::new()))
}

fn repeated_ids(column: &ColumnProfile, rows: &RowQuality) -> Option<QualityLine> {
    let id = rows.ids.iter().find(|id| id.column == column.column)?;
    let repeated = Side::BOTH.map(|side| match id.repeated.get(side) {
        None => "not counted".to_owned(),
        Some(0) => "none".to_owned(),
        Some(n) => format::plural(*n, "row", "rows"),
    });
    let in_both = id.in_both.map(|n| format!("{} in both files", format::plural(n, "id", "ids")));
    Some(line("Repeated ids", repeated, in_both.unwrap_or_default()))
}

fn range(column: &ColumnProfile) -> Option<QualityLine> {
    let range = column.quality.range.as_ref()?;
    let kind = column.kind.reference.unwrap_or(Kind::Float);
    let Pair { reference: min, production: max } =
        format::told_apart(kind, Pair::new(range.min, range.max), DIGITS);
    let beyond = match (range.below, range.above) {
        (0, 0) => "none beyond".to_owned(),
        (below, above) => {
            format!("{} below, {} above", format::count(below), format::count(above))
        }
    };
    let by_chance = format!("chance gives about {}", format::number(range.expected_rows, 2));
    let farthest =
        range.farthest.map(|far| format!("farthest {}", format::value(kind, far, DIGITS)));
    let says = [Some(by_chance), farthest, examples(&range.examples), judged(range.verdict)];
    Some(line("Range", [format!("{min} to {max}"), beyond], joined(says)))
}

fn outliers(study: &Study<'_>, column: &ColumnProfile) -> Option<QualityLine> {
    let of = |side: Side| {
        let quality = column.quality.sides.get(side).as_ref();
        quality.and_then(|quality| quality.outliers).map(|rows| (rows, study.rows(side)))
    };
    let sides = Side::BOTH.map(of);
    sides.iter().any(Option::is_some).then(|| {
        let reach = format::exact(study.settings.data.outlier_reach);
        let says = format!("more than {reach} quartile distances beyond the reference’s quartiles");
        line("Outliers", sides.map(in_rows), says)
    })
}

fn of_new(what: &str, new: &NewValues) -> QualityLine {
    let found = match new.values {
        0 => "none".to_owned(),
        n => format!("{} in {}", format::count(n), format::plural(new.rows, "row", "rows")),
    };
    let known = (new.look_known > 0).then(|| {
        format!(
            "{} but for case or white space",
            format::plural(new.look_known, "row is known", "rows are known")
        )
    });
    let by_chance = format!("chance gives about {}", format::number(new.expected_rows, 2));
    let says = match new.values {
        0 => String::new(),
        _ => joined([examples(&new.examples), known, Some(by_chance), judged(new.verdict)]),
    };
    line(what, [String::new(), found], says)
}

fn vanished(column: &ColumnProfile) -> Option<QualityLine> {
    let lost = column.quality.vanished.as_ref().filter(|lost| lost.values > 0)?;
    let was =
        format!("{} in {}", format::count(lost.values), format::plural(lost.rows, "row", "rows"));
    let by_chance = format!("chance gives about {}", format::number(lost.expected_rows, 2));
    let says = joined([counted(&lost.examples), Some(by_chance)]);
    Some(line("Vanished values", [was, "gone".to_owned()], says))
}

/// Lengths, shapes and white space of texts.
fn texts(column: &ColumnProfile) -> Vec<QualityLine> {
    let sides = Side::BOTH.map(|side| column.quality.sides.get(side).as_ref()?.text.as_ref());
    if sides.iter().all(Option::is_none) {
        return Vec::new();
    }
    let of = |say: &dyn Fn(&report::TextQuality) -> String| {
        sides.map(|text| text.map(say).unwrap_or_default())
    };
    let lengths = of(&|text| {
        let median = format::number(text.median, DIGITS);
        format!(
            "{} to {}, median {median}",
            format::count(text.shortest),
            format::count(text.longest)
        )
    });
    let mut lines = vec![line("Characters", lengths, String::new())];
    let shapes = of(&|text| counted(&text.shapes).unwrap_or_default());
    if shapes.iter().any(|shapes| !shapes.is_empty()) {
        let says = "A a capital, a a small letter, 9 a digit".to_owned();
        lines.push(line("Shapes", shapes, says));
    }
    if sides.iter().flatten().any(|text| text.padded > 0) {
        let padded = of(&|text| format::plural(text.padded, "row", "rows"));
        lines.push(line("White space around", padded, String::new()));
    }
    lines
}

/// "DE 40, FR 12".
fn counted(values: &[ValueCount]) -> Option<String> {
    let text = |count: &ValueCount| {
        format!("{} {}", format::short(&count.value), format::count(count.rows))
    };
    let texts: Vec<String> = values.iter().take(MOST_SHOWN).map(text).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// "DE 40 (line 7), FR 12".
fn examples(values: &[Example]) -> Option<String> {
    let text = |example: &Example| {
        let line =
            example.line.map(|n| format!(" (line {})", format::count(n))).unwrap_or_default();
        format!("{} {}{line}", format::short(&example.value), format::count(example.rows))
    };
    let texts: Vec<String> = values.iter().take(MOST_SHOWN).map(text).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

fn judged(verdict: Option<Verdict>) -> Option<String> {
    verdict.map(|verdict| verdict.label().to_owned())
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}
