//! Whether the labelled rows of production are like those that wait for a label, and what their metric is
//! where they are weighted to look like all of production.
//!
//! A row is weighted by one over its chance of having a label, 1 plus its odds of waiting (Horvitz and
//! Thompson 1952). That corrects for what the columns tell, and for nothing else: where labels come
//! sooner for one outcome than for the other among equal rows, no weight can.
//!
//! Where labels of the reference lack for the same kind of rows, and for about as many, metrics of both
//! labelled parts compare like with like, and nothing has to be weighted ([`hold_against`]).

use report::{LabelledPart, Pair, Side, Task, Weighted, format};

use super::super::sentences::number;
use super::FEWEST_EFFECTIVE;
use super::groups::Groups;
use crate::Study;
use crate::outcomes::ModelRows;

/// Columns that the sentence names.
const MOST_NAMED: usize = 2;
/// Shares of rows without a label that differ by no more are about the same.
const SAME_SHARE: f64 = 0.05;
/// Part of what production's classifier tells beyond chance that one of both sides has to tell. Where labels of
/// the reference lack at random it tells about half, and nothing where they lack the other way round.
const SAME_KIND: f64 = 0.8;

/// Rows of production with a label, and those that wait for one.
pub fn groups(study: &Study<'_>, rows: &ModelRows, columns: &[String]) -> Option<Groups> {
    let (labelled, waiting) = split(study, rows, Side::Production);
    Groups::new(study, columns, Side::Production, &labelled, &waiting)
}

/// The same of both sides, where about as many rows of either wait.
pub fn of_both(study: &Study<'_>, rows: &ModelRows, columns: &[String]) -> Option<Groups> {
    let sides = Pair::from_fn(|side| split(study, rows, side));
    let waiting = sides.as_ref().map(share_waiting);
    if (waiting.reference - waiting.production).abs() > SAME_SHARE {
        return None;
    }
    let Pair { reference, production } = sides;
    let labelled = Pair::new(reference.0, production.0);
    Groups::of_both(study, columns, [&labelled, &Pair::new(reference.1, production.1)])
}

/// Labels that lack for the same kind of rows on both sides are no difference of the sides.
pub fn hold_against(
    study: &Study<'_>,
    rows: &ModelRows,
    both: &Groups,
    part: &mut Option<LabelledPart>,
) {
    let Some((part, auc)) = part.as_mut().zip(both.auc()) else { return };
    let is_told = auc.p_value_greater() < study.settings.performance.labelled_unlike_p;
    let is_as_well = auc.value - 0.5 >= SAME_KIND * (part.auc - 0.5);
    let by_the_same = part.giveaways.first() == both.giveaways().first();
    if !(is_told && is_as_well && by_the_same && !part.giveaways.is_empty()) {
        return;
    }
    (part.differs, part.as_in_reference) = (false, true);
    let waiting = Pair::from_fn(|side| share_waiting(&split(study, rows, side)));
    let names = part.giveaways.iter().take(MOST_NAMED).map(String::as_str);
    part.says = format!(
        "Labelled rows of production are not like those that wait, as in the reference: a classifier tells them apart on both sides (AUC {} in production, {} on both; {}), most by {}, and {} of the rows wait, {} in the reference. So metrics of both labelled parts compare like with like.",
        format::number(part.auc, 3),
        format::number(auc.value, 3),
        format::p_equals(auc.p_value_greater()),
        format::names(names, MOST_NAMED),
        format::percent(waiting.production),
        format::percent(waiting.reference)
    );
}

/// Rows of a side that the model says something of: those with a label, and those without.
fn split(study: &Study<'_>, rows: &ModelRows, side: Side) -> (Vec<u32>, Vec<u32>) {
    let own = rows.sides.get(side);
    let all = 0..study.rows(side) as u32;
    let with_output = all.filter(|&row| own.has_output(row as usize));
    with_output.partition(|&row| own.has_label(row as usize))
}

fn share_waiting((labelled, waiting): &(Vec<u32>, Vec<u32>)) -> f64 {
    waiting.len() as f64 / (labelled.len() + waiting.len()).max(1) as f64
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
    let (labelled, waiting) = split(study, rows, Side::Production);
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
        as_in_reference: false,
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
            let text = |value: f64| number(weighted.metric, value, Some(&weighted.weighted));
            let [plain, now] = [weighted.plain.value, weighted.weighted.value].map(text);
            let instead = if plain == now {
                String::new()
            } else {
                format!(" instead of {plain} in a sample of {}", format::count(weighted.rows))
            };
            format!(
                " Weighted to look like all of production, {} is {now}{instead} (as sure as {} rows of equal weight{few}).",
                weighted.metric.label(),
                format::count(weighted.effective_rows as u64)
            )
        });
        format!(
            "Labelled rows of production are not like those that wait: a classifier tells them apart ({n}; {}){by}. Metrics are of the labelled part.{corrected}",
            format::p_equals(self.p_value)
        )
    }
}
