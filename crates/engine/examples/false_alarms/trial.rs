//! One comparison of two drawn files, and what is kept of its Report.

use rand::SeedableRng;
use rand_pcg::Pcg32;
use report::{
    ColumnDrift, Convention, MeasureName, Pair, Reading, Report, Role, Settings, StudyVerdict,
    Verdict,
};
use table::Table;

use crate::evidently;
use crate::family::Family;
use crate::law::Law;

/// A comparison to be drawn many times.
#[derive(Clone)]
pub struct Trial {
    /// Law of each column: in the reference, and in production.
    pub columns: Vec<(Law, Law)>,
    /// Rows of the reference and of production.
    pub rows: (u32, u32),
}

/// What one comparison came to.
pub struct Outcome {
    /// A column whose adjusted p-value says that it is not chance.
    pub not_chance: bool,
    /// A verdict of each kind on some column, in the order of [`Verdict::ALL`].
    pub verdicts: [bool; 5],
    /// A leading PSI over the 95th percentile of its noise floor.
    pub over_floor: bool,
    /// A plain test at 5%: Kolmogorov-Smirnov for numbers, chi-square for names.
    pub plain: bool,
    /// A column that Evidently's default rule calls drifted.
    pub evidently: bool,
    /// Half of the columns or more are so.
    pub evidently_whole: bool,
    /// The study says that something changed: exit code 1 of the command line.
    pub changed: bool,
    /// Which families say so, in the order of [`Family::ALL`].
    pub families: [bool; Family::ALL.len()],
}

impl Outcome {
    /// Whether a column is moderate or significant, which stand first.
    pub const fn is_drift(&self) -> bool {
        self.verdicts[0] || self.verdicts[1]
    }
}

impl Trial {
    /// A trial of one column.
    pub fn of(reference: Law, production: Law, rows: (u32, u32)) -> Self {
        Self { columns: vec![(reference, production)], rows }
    }

    /// A trial of one column without drift.
    pub fn null(law: Law, rows: (u32, u32)) -> Self {
        Self::of(law.clone(), law, rows)
    }

    /// Draws both files and compares them.
    pub fn draw(&self, seed: u64) -> Outcome {
        let mut random = Pcg32::seed_from_u64(seed);
        let of = |side: fn(&(Law, Law)) -> &Law| self.columns.iter().map(side).collect::<Vec<_>>();
        let reference = table(&of(|laws| &laws.0), self.rows.0, &mut random);
        let production = table(&of(|laws| &laws.1), self.rows.1, &mut random);
        let roles = (0..self.columns.len()).map(|column| (name(column), Role::Covariate));
        let settings =
            Settings { seed: seed as u32, roles: roles.collect(), ..Settings::default() };
        let tables = Pair::new(&reference, &production);
        if self.columns.len() == 1 {
            let columns = engine::compare_columns(&reference, &production, &settings);
            return self.outcome(&columns, None, tables);
        }
        let report = engine::analyze(&reference, &production, &settings);
        self.outcome(&report.drift.columns, Some(&report), tables)
    }

    /// What it came to; of a single column the other chapters were not asked.
    fn outcome(
        &self,
        columns: &[ColumnDrift],
        report: Option<&Report>,
        tables: Pair<&Table>,
    ) -> Outcome {
        assert_eq!(columns.len(), self.columns.len(), "a column was not compared");
        let any = |is: &dyn Fn(&ColumnDrift) -> bool| columns.iter().any(is);
        let says_drift = |column: &&ColumnDrift| evidently::says_drift(column, tables);
        let evidently = columns.iter().filter(says_drift).count();
        let limit = Settings::default().drift.false_discovery_rate;
        let is_changed = |verdict| matches!(verdict, StudyVerdict::Drift | StudyVerdict::Changed);
        Outcome {
            not_chance: any(&|column| column.p_adjusted.is_some_and(|p| p < limit)),
            verdicts: Verdict::ALL.map(|verdict| any(&|column| column.verdict == verdict)),
            over_floor: any(&is_over_floor),
            plain: any(&|column| plain_p(column).is_some_and(|p| p < 0.05)),
            evidently: evidently > 0,
            evidently_whole: 2 * evidently >= columns.len(),
            changed: report.is_some_and(|report| is_changed(report.overview.verdict)),
            families: Family::ALL.map(|family| report.is_some_and(|r| family.says_changed(r))),
        }
    }
}

fn is_over_floor(column: &ColumnDrift) -> bool {
    let Some(leading) = column.leading_measure() else { return false };
    let (Some(value), Some(noise)) = (leading.value, leading.noise) else { return false };
    value > noise.p95
}

fn plain_p(column: &ColumnDrift) -> Option<f64> {
    let numbers = column.measure(MeasureName::KolmogorovSmirnov, Convention::Textbook);
    let names = column.measure(MeasureName::ChiSquare, Convention::Textbook);
    numbers.or(names)?.p_value
}

fn name(column: usize) -> String {
    format!("column{column}")
}

/// A file with these columns, as it is read.
fn table(laws: &[&Law], rows: u32, random: &mut Pcg32) -> Table {
    let mut csv = (0..laws.len()).map(name).collect::<Vec<_>>().join(",");
    for _ in 0..rows {
        for (position, law) in laws.iter().enumerate() {
            csv.push(if position == 0 { '\n' } else { ',' });
            law.write(random, &mut csv);
        }
    }
    csv.push('\n');
    let read = table::read("drawn.csv", csv.as_bytes(), &Reading::default());
    read.unwrap_or_else(|problem| panic!("{problem}"))
}
