//! Many small shifts that are more than chance together, where no column shifted by itself.

use report::{Chapter, Compound, Finding, Severity, Verdict, format};

use super::Facts;

/// Columns that lean together beyond chance, where no single one was told from chance: there is nothing
/// new in it otherwise.
pub fn lean<'a>(facts: &Facts<'a>) -> Option<&'a Compound> {
    let is_alone = |verdict| matches!(verdict, Verdict::Stable | Verdict::NotEnoughData);
    let compound = facts.drift.whole.compound.as_ref()?;
    let is_told = compound.is_beyond_chance && compound.leaning > 1;
    (is_told && facts.drift.columns.iter().all(|column| is_alone(column.verdict)))
        .then_some(compound)
}

/// "7 of 13 columns lean together by more than chance".
pub fn in_words(compound: &Compound) -> String {
    format!(
        "{} of {} columns lean, and together that is not chance",
        format::count(compound.leaning),
        format::count(compound.columns)
    )
}

/// The finding with what ranks it: not chance, and under every limit.
pub fn finding(facts: &Facts<'_>) -> Option<(f64, Finding)> {
    let compound = lean(facts)?;
    let finding = Finding {
        severity: Severity::Low,
        chapter: Chapter::Drift,
        about: "many_small_shifts".to_owned(),
        column: None,
        title: in_words(compound),
        detail: format!(
            "No single column drifted; by chance {} would lean; {}, by exchanging rows between the files",
            format::number(compound.expected, 2),
            format::p_equals(compound.p_value)
        ),
        size: None,
        rows: facts.inputs.production.rows,
        began: None,
    };
    Some((compound.leaning as f64 / compound.columns.max(1) as f64, finding))
}
