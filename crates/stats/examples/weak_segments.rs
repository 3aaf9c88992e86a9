//! Measures how often the search for weak segments is wrong and what it finds, and writes docs/weak-segments.md to the
//! standard output; with `timing`, how long it takes over 200 columns.
//!
//! `cargo run --release -p stats --example weak_segments > docs/weak-segments.md`
//! `cargo run --release -p stats --example weak_segments timing`

use std::time::Instant;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;
use stats::benjamini_hochberg;
use stats::performance::{CellSums, UnitRows, p_value_of_zero, weighted_sum};
use stats::{CodedColumn, Condition, SearchLimits, WeakSegmentSearch};

/// Files behind each rate.
const DRAWS: u64 = 400;
/// Share of false discoveries that is accepted.
const ACCEPTED: f64 = 0.05;
/// Chance of an error outside of weak segments.
const BASE: f64 = 0.1;

const HEAD: &str = "# Weak segments

How often the search for weak segments tells of one that is none, and how often it finds one that is planted: files are
drawn, searched in one half and confirmed in the other as [methods](methods.md#segments) has it. Columns are by turns numbers in
eight groups and names in four, independent of each other; a row is wrong in 10% of cases, and in a planted segment more often.
Made by `cargo run --release -p stats --example weak_segments`; each line is of 400 files, so that two standard errors of a rate
of 5% are 2 points.

- *Any*: files in which something is confirmed. Without a weak segment all of these are false.
- *False*: of all confirmed rules the share of those that, in rows which no clearer rule holds, have no more of the planted rows
  than chance gives, so that they are no worse than other rows there.
- *Found*: files in which a confirmed rule holds at least half of the planted rows, and at least half of its rows are planted.
- *Exact*: files in which the rule itself is among those confirmed.
- *Bias*: mean of the gap that is told of a rule that was found less its true gap, in points of error rate; beside it, what the
  searched half says of the same rule.

Something is told of files without a weak segment in about 1% of cases or fewer, which is less than the 5% that are accepted: a rule
needs 3 standard errors in the search before it is put to the test at all. The price is paid in small files: of 1,000 rows,
a quarter that is wrong twice as often is found in a quarter of cases. There, what the search itself would have said is 5
points too bad, what is told of the other half 2 points, as only gaps that are large by luck are told.

Where rows belong together (five of an id, or copies of a row) and are dealt to both halves one by one, luck of the one half is luck
of the other: something is told of most files without a weak segment. By units, which stay in one half and are counted once, that is
as rare as with independent rows.
";

/// What is planted.
struct Case {
    name: &'static str,
    rows: usize,
    columns: usize,
    planted: &'static [Condition],
    chance: f64,
    is_heavy: bool,
    repeats: Repeats,
    /// Whether rows of a unit stay in one half, and errors are those between units.
    is_by_unit: bool,
}

/// Whether rows belong together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeats {
    /// Each is its own.
    No,
    /// Five are of one id, with the same values in every column; a fifth of the ids is wrong five times as often.
    Ids,
    /// Each is there three times.
    Copies,
}

impl Repeats {
    const fn rows_of_a_unit(self) -> usize {
        match self {
            Self::No => 1,
            Self::Ids => 5,
            Self::Copies => 3,
        }
    }
}

const fn condition(column: usize, first: u8, last: u8) -> Condition {
    Condition { column, first, last }
}

const ONE: &[Condition] = &[condition(1, 2, 2)];
const TWO: &[Condition] = &[condition(2, 2, 4), condition(5, 1, 1)];
const THREE: &[Condition] = &[condition(0, 0, 3), condition(3, 1, 1), condition(5, 0, 0)];

const fn case(
    name: &'static str,
    rows: usize,
    columns: usize,
    planted: &'static [Condition],
    chance: f64,
) -> Case {
    let repeats = Repeats::No;
    Case { name, rows, columns, planted, chance, is_heavy: false, repeats, is_by_unit: false }
}

/// A case of 10 columns whose rows belong together.
const fn repeated(
    name: &'static str,
    repeats: Repeats,
    planted: &'static [Condition],
    is_by_unit: bool,
) -> Case {
    let chance = if planted.is_empty() { BASE } else { 0.2 };
    Case { repeats, is_by_unit, ..case(name, 10_000, 10, planted, chance) }
}

const CASES: &[Case] = &[
    case("none", 1_000, 10, &[], BASE),
    case("none", 10_000, 10, &[], BASE),
    case("none", 10_000, 40, &[], BASE),
    Case { is_heavy: true, ..case("none, errors with long tails", 10_000, 10, &[], BASE) },
    case("one condition, 25% of rows, 20% wrong", 1_000, 10, ONE, 0.2),
    case("one condition, 25% of rows, 20% wrong", 10_000, 10, ONE, 0.2),
    case("two conditions, 9% of rows, 30% wrong", 2_000, 10, TWO, 0.3),
    case("two conditions, 9% of rows, 30% wrong", 10_000, 10, TWO, 0.3),
    case("two conditions, 9% of rows, 20% wrong", 10_000, 10, TWO, 0.2),
    case("two conditions, 9% of rows, 20% wrong", 50_000, 40, TWO, 0.2),
    case("three conditions, 3% of rows, 40% wrong", 10_000, 10, THREE, 0.4),
    case("three conditions, 3% of rows, 40% wrong", 50_000, 40, THREE, 0.4),
    repeated("none, 5 rows of each id, taken for independent", Repeats::Ids, &[], false),
    repeated("none, 5 rows of each id, by id", Repeats::Ids, &[], true),
    repeated(
        "one condition, 25% of rows, 20% wrong, 5 rows of each id, by id",
        Repeats::Ids,
        ONE,
        true,
    ),
    repeated("none, each row three times, taken for independent", Repeats::Copies, &[], false),
    repeated("none, each row three times, by different rows", Repeats::Copies, &[], true),
    repeated(
        "one condition, 25% of rows, 20% wrong, each row three times, by different rows",
        Repeats::Copies,
        ONE,
        true,
    ),
];

fn main() {
    if std::env::args().nth(1).as_deref() == Some("timing") {
        timing();
        return;
    }
    println!("{HEAD}");
    println!(
        "| planted | rows | columns | any, % | false, % | found, % | exact, % | bias, points | in the search |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    CASES.iter().for_each(measure);
}

/// A file: losses, and groups of each column.
struct File {
    losses: Vec<f64>,
    columns: Vec<CodedColumn>,
    is_planted: Vec<bool>,
    /// Rows of one unit are this far apart.
    units: usize,
    /// Whether each row is searched: half of them.
    is_searched: Vec<bool>,
    is_by_unit: bool,
}

impl File {
    fn draw(case: &Case, seed: u64) -> Self {
        let mut rng = Pcg32::seed_from_u64(seed);
        let mut columns: Vec<CodedColumn> = (0..case.columns)
            .map(|column| match column % 2 {
                0 => CodedColumn { codes: Vec::new(), groups: 8, ordered: 8 },
                _ => CodedColumn { codes: Vec::new(), groups: 4, ordered: 0 },
            })
            .collect();
        let (mut losses, mut is_planted) = (Vec::new(), Vec::new());
        let units = case.rows / case.repeats.rows_of_a_unit();
        let is_prone: Vec<bool> = (0..units).map(|_| rng.random::<f64>() < 0.2).collect();
        for row in 0..case.rows {
            let is_first = row < units;
            for column in &mut columns {
                let code = match is_first {
                    true => rng.random_range(0..column.groups as u32) as u8,
                    false => column.codes[row - units],
                };
                column.codes.push(code);
            }
            let holds =
                |condition: &Condition| condition.names(columns[condition.column].codes[row]);
            let planted = !case.planted.is_empty() && case.planted.iter().all(holds);
            let chance = match (case.repeats, if planted { case.chance } else { BASE }) {
                (Repeats::Ids, chance) if is_prone[row % units] => 5.0 * chance,
                (Repeats::Ids, _) => 0.0,
                (_, chance) => chance,
            };
            let own = match case.is_heavy {
                // The cube of an exponential: a few rows are most of the sum.
                true => libm::pow(-libm::log(1.0 - rng.random::<f64>()), 3.0),
                false => f64::from(u8::from(rng.random::<f64>() < chance)),
            };
            let is_copy = case.repeats == Repeats::Copies && !is_first;
            losses.push(if is_copy { losses[row - units] } else { own });
            is_planted.push(planted);
        }
        let half = if case.is_by_unit { units / 2 } else { case.rows / 2 };
        let searched = |row: usize| if case.is_by_unit { row % units < half } else { row < half };
        let is_searched = (0..case.rows).map(searched).collect();
        Self { losses, columns, is_planted, units, is_searched, is_by_unit: case.is_by_unit }
    }

    fn rows(&self, searched: bool) -> impl Iterator<Item = usize> {
        (0..self.losses.len()).filter(move |&row| self.is_searched[row] == searched)
    }

    /// Rules in the half that is searched: rows are drawn in no order.
    fn found(&self) -> Vec<Vec<Condition>> {
        let part = |column: &CodedColumn| CodedColumn {
            codes: self.rows(true).map(|row| column.codes[row]).collect(),
            ..column.clone()
        };
        let losses: Vec<f64> = self.rows(true).map(|row| self.losses[row]).collect();
        let rows = (100.0 * losses.len() as f64 / self.losses.len() as f64) as u64;
        let mut all = UnitRows::new(self.units);
        self.rows(true).for_each(|row| all.add(row % self.units, true, self.losses[row]));
        let design_effect = if self.is_by_unit { all.design_effect() } else { 1.0 };
        let limits =
            SearchLimits { rows, conditions: 3, pair_columns: 200, rules: 20, design_effect };
        let columns = self.columns.iter().map(part).collect();
        let search = WeakSegmentSearch::new(&losses, columns, limits);
        search.finish().rules.into_iter().map(|rule| rule.conditions).collect()
    }

    fn holds(&self, rule: &[Condition], row: usize) -> bool {
        rule.iter().all(|condition| condition.names(self.columns[condition.column].codes[row]))
    }

    /// The gap of a rule in some rows, and its p-value.
    fn gap(
        &self,
        rule: &[Condition],
        rows: impl Iterator<Item = usize>,
        shares: bool,
    ) -> Option<(f64, f64)> {
        if self.is_by_unit {
            let mut units = UnitRows::new(self.units);
            rows.for_each(|row| {
                units.add(row % self.units, self.holds(rule, row), self.losses[row]);
            });
            let told = units.contrast(shares).filter(|told| told.units >= 20)?;
            return Some((told.difference.value, p_value_of_zero(told.difference)?));
        }
        let (mut inside, mut all) = (CellSums::default(), CellSums::default());
        for row in rows {
            all.add(self.losses[row]);
            if self.holds(rule, row) {
                inside.add(self.losses[row]);
            }
        }
        let parts =
            [(1.0, inside.estimate(shares)?), (-1.0, all.without(inside).estimate(shares)?)];
        let gap = weighted_sum(&parts);
        (inside.rows >= 20).then(|| Some((gap.value, p_value_of_zero(gap)?)))?
    }
}

#[derive(Default)]
struct Tally {
    any: u64,
    confirmed: u64,
    wrong: u64,
    found: u64,
    exact: u64,
    bias: f64,
    bias_in_search: f64,
}

fn measure(case: &Case) {
    let mut tally = Tally::default();
    for seed in 0..DRAWS {
        add(case, &File::draw(case, 1_000 + seed), &mut tally);
    }
    let percent = |count: u64, of: u64| 100.0 * count as f64 / of.max(1) as f64;
    let dash = || "–".to_owned();
    let of_planted = |value: f64| {
        if case.planted.is_empty() {
            dash()
        } else {
            format!("{:.1}", libm::round(10.0 * value) / 10.0 + 0.0)
        }
    };
    println!(
        "| {} | {} | {} | {:.1} | {} | {} | {} | {} | {} |",
        case.name,
        case.rows,
        case.columns,
        percent(tally.any, DRAWS),
        of_planted(percent(tally.wrong, tally.confirmed)),
        of_planted(percent(tally.found, DRAWS)),
        of_planted(percent(tally.exact, DRAWS)),
        of_planted(100.0 * tally.bias / tally.found.max(1) as f64),
        of_planted(100.0 * tally.bias_in_search / tally.found.max(1) as f64),
    );
}

/// A rule that was put to the test.
struct Test {
    rule: Vec<Condition>,
    gap: f64,
    /// Of the gap, and of that in rows that no rule before it holds: the larger one.
    p: f64,
    /// Those rows.
    own: Vec<usize>,
}

fn add(case: &Case, file: &File, tally: &mut Tally) {
    let rows = file.losses.len();
    let mut is_told = vec![false; rows];
    let mut tests: Vec<Test> = Vec::new();
    for rule in file.found() {
        let others: Vec<usize> = (0..rows).filter(|&row| !is_told[row]).collect();
        let confirming = others.iter().copied().filter(|&row| !file.is_searched[row]);
        let alone = file.gap(&rule, confirming, !case.is_heavy).filter(|(gap, _)| *gap > 0.0);
        let own: Vec<usize> = others.into_iter().filter(|&row| file.holds(&rule, row)).collect();
        own.iter().for_each(|&row| is_told[row] = true);
        if let Some((gap, p)) = file.gap(&rule, file.rows(false), !case.is_heavy) {
            tests.push(Test { gap, p: p.max(alone.map_or(1.0, |(_, p)| p)), rule, own });
        }
    }
    let adjusted = benjamini_hochberg(&tests.iter().map(|test| test.p).collect::<Vec<f64>>());
    let confirmed = tests.iter().zip(adjusted).filter(|(test, p)| test.gap > 0.0 && *p < ACCEPTED);
    let (mut any, mut found, mut exact) = (false, false, false);
    let planted = file.is_planted.iter().filter(|is| **is).count();
    let hits = |of: &[usize]| of.iter().filter(|&&row| file.is_planted[row]).count();
    for (Test { rule, gap, own: new, .. }, _) in confirmed {
        any = true;
        tally.confirmed += 1;
        // No more than as many rows would hold by chance, with two standard errors.
        let expected = new.len() as f64 * planted as f64 / rows as f64;
        tally.wrong += u64::from(hits(new) as f64 <= expected + 2.0 * expected.sqrt());
        let own: Vec<usize> = (0..rows).filter(|&row| file.holds(rule, row)).collect();
        let hit = hits(&own);
        if 2 * hit >= planted && 2 * hit >= own.len() && !found {
            found = true;
            let inside = hit as f64 / own.len() as f64;
            let outside = (planted - hit) as f64 / (rows - own.len()) as f64;
            let truth = (case.chance - BASE) * (inside - outside);
            tally.bias += gap - truth;
            let searched =
                file.gap(rule, file.rows(true), !case.is_heavy).map_or(0.0, |(gap, _)| gap);
            tally.bias_in_search += searched - truth;
        }
        exact |= rule == case.planted;
    }
    tally.any += u64::from(any);
    tally.found += u64::from(found);
    tally.exact += u64::from(exact);
}

/// How long a search over 200 columns takes: in all, and its longest step.
fn timing() {
    for (rows, columns) in [(50_000, 200), (50_000, 50), (5_000, 200)] {
        let case = case("timing", rows, columns, TWO, 0.3);
        let file = File::draw(&case, 1);
        let limits = SearchLimits {
            rows: 20,
            conditions: 3,
            pair_columns: 200,
            rules: 20,
            design_effect: 1.0,
        };
        let start = Instant::now();
        let mut search = WeakSegmentSearch::new(&file.losses, file.columns.clone(), limits);
        let (mut longest, mut steps) = (0.0_f64, 0);
        loop {
            let began = Instant::now();
            let goes_on = search.step();
            longest = longest.max(began.elapsed().as_secs_f64());
            steps += 1;
            if !goes_on {
                break;
            }
        }
        let found = search.finish();
        println!(
            "{columns} columns x {rows} searched rows: {:.2} s in {steps} steps, the longest {:.0} ms; {} rules looked at; first {:?}",
            start.elapsed().as_secs_f64(),
            1_000.0 * longest,
            found.looked_at,
            found.rules.first().map(|rule| &rule.conditions)
        );
    }
}
