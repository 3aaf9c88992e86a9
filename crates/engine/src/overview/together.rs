//! Columns taken together, as findings: what no column by itself tells.

use report::{Chapter, Data, Drift, Finding, MeasureName, Size, Together, Verdict, format};

use super::changes::{Basis, Change};
use super::findings::shift_severity;

/// A shift of all columns together where no column drifted by itself, and shifts of embeddings.
pub fn changes<'a>(data: &'a Data, drift: &'a Drift) -> impl Iterator<Item = Change> {
    let relations_changed = data.relations.changed > 0;
    let are_judged = drift.columns.iter().all(|column| column.verdict != Verdict::NotEnoughData);
    let news = drift.together.iter().filter(|group| group.is_news);
    news.filter_map(move |group| change(group, are_judged, relations_changed))
}

/// The classifier sees small shifts of single columns as well as other ways to go together: which of them
/// it was, only the relations tell; and nothing where not every column could be judged by itself.
fn change(group: &Together, are_judged: bool, relations_changed: bool) -> Option<Change> {
    let severity = shift_severity(group.verdict)?;
    let auc = group.measures.iter().find(|m| m.measure == MeasureName::ClassifierAuc)?;
    let value = auc.value?;
    let name = format::short(&group.title);
    let (title, step) = if group.is_embedding {
        (
            format!("{name} points elsewhere"),
            format!("Ask whether the model behind {name} changed, or what it embeds."),
        )
    } else if !are_judged {
        (
            "production can be told from the reference by all columns together".to_owned(),
            "Look at the columns that give the shift away, in Drift: not every one could be judged by itself.".to_owned(),
        )
    } else if !relations_changed {
        (
            "small shifts of several columns add up".to_owned(),
            "Look at the columns that give the shift away, in Drift, and ask what changed for all of them: a population, a region or a version.".to_owned(),
        )
    } else {
        (
            "columns go together otherwise".to_owned(),
            "Look at the columns that give the shift away, in Drift: a join, a unit or a population changed in one of them and not in the others.".to_owned(),
        )
    };
    let finding = Finding {
        severity,
        chapter: Chapter::Drift,
        about: format!("together of {}", group.title),
        column: None,
        title,
        detail: group.headline.clone(),
        size: Some(Size {
            text: format!("AUC {}", format::number(value, 3)),
            beside: auc.noise.map_or_else(String::new, |noise| {
                format!("chance up to {}", format::number(noise.p95, 3))
            }),
        }),
        rows: group.rows.production,
        began: None,
    };
    // 0 without a shift, 1 where every row is told apart.
    let size = 2.0 * value - 1.0;
    Some(Change { finding, size, step, basis: Basis::Remark, is_told: false })
}
