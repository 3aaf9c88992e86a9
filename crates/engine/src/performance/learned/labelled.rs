//! Whether the labelled rows of production are like those that wait for a label, and what their metric is
//! where they are weighted to look like all of production.
//!
//! A row is weighted by one over its chance of having a label, 1 plus its odds of waiting (Horvitz and
//! Thompson 1952). That corrects for what the columns tell, and for nothing else: where labels come
//! sooner for one outcome than for the other among equal rows, no weight can.

use report::{Kind, LabelledPart, Pair, Side, Task, Weighted, format};

use super::FEWEST_EFFECTIVE;
use super::groups::Groups;
use crate::Study;
use crate::outcomes::ModelRows;

/// Columns that the sentence names.
const MOST_NAMED: usize = 2;

/// Rows of production with a label, and those that wait for one.
pub fn groups(study: &Study<'_>, rows: &ModelRows, columns: &[String]) -> Option<Groups> {
    let (labelled, waiting) = split(study, rows);
    Groups::new(study, columns, Side::Production, &labelled, &waiting)
}

fn split(study: &Study<'_>, rows: &ModelRows) -> (Vec<u32>, Vec<u32>) {
    let production = &rows.sides.production;
    let all = 0..study.tables.production.rows() as u32;
    let with_output = all.filter(|&row| production.has_output(row as usize));
    with_output.partition(|&row| production.has_label(row as usize))
}

/// What the classifier found.
pub fn tell(
    study: &Study<'_>,
    task: Task,
    rows: &ModelRows,
    groups: &Groups,
) -> Option<LabelledPart> {
    let auc = groups.auc()?;
    let p_value = auc.p_value_greater();
    let differs = p_value < study.settings.performance.labelled_unlike_p;
    let (labelled, waiting) = split(study, rows);
    // The sample may hold another share of labels than production has.
    let ratio = (waiting.len() as f64 / labelled.len() as f64)
        / (groups.second as f64 / groups.first() as f64);
    let weight = |log_odds: f64| libm::log1p(ratio * libm::exp(log_odds.min(500.0)));
    let weighted = groups.weigh(task, &rows.sides.production, weight);
    let giveaways = if differs { groups.giveaways() } else { Vec::new() };
    let told = Told { auc: auc.value, p_value, differs, groups, giveaways: &giveaways };
    let says = told.says(weighted.as_ref());
    Some(LabelledPart {
        labelled: labelled.len() as u64,
        waiting: waiting.len() as u64,
        sample: (groups.first() as u64, groups.second as u64),
        auc: auc.value,
        p_value,
        differs,
        giveaways,
        weighted,
        says,
    })
}

struct Told<'a> {
    auc: f64,
    p_value: f64,
    differs: bool,
    groups: &'a Groups,
    giveaways: &'a [String],
}

impl Told<'_> {
    fn says(&self, weighted: Option<&Weighted>) -> String {
        let n = format!(
            "AUC {} on unseen rows of {} with a label and {} without",
            format::number(self.auc, 3),
            format::count(self.groups.first() as u64),
            format::count(self.groups.second as u64)
        );
        if !self.differs {
            return format!(
                "Labelled rows of production are like those that wait, as far as a classifier can tell ({n})."
            );
        }
        let names = self.giveaways.iter().take(MOST_NAMED).map(String::as_str);
        let by = match self.giveaways.len() {
            0 => String::new(),
            _ => format!(", most by {}", format::names(names, MOST_NAMED)),
        };
        let corrected = weighted.map_or_else(String::new, |weighted| {
            let few = if weighted.effective_rows < FEWEST_EFFECTIVE {
                ", too few to rely on"
            } else {
                ""
            };
            let means = Pair::new(weighted.plain.value, weighted.weighted.value);
            let means = format::told_apart(Kind::Float, means, 3);
            let instead = if means.reference == means.production {
                String::new()
            } else {
                format!(" instead of {} in a sample of {}", means.reference, format::count(weighted.rows))
            };
            format!(
                " Weighted to look like all of production, {} is {}{instead} (as sure as {} rows of equal weight{few}).",
                weighted.metric.label(),
                means.production,
                format::count(weighted.effective_rows as u64)
            )
        });
        format!(
            "Labelled rows of production are not like those that wait: a classifier tells them apart ({n}; {}){by}. Metrics are of the labelled part.{corrected}",
            format::p_equals(self.p_value)
        )
    }
}
