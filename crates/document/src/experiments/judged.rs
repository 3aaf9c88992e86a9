//! How an experiment is judged.

use report::{Report, format};

use crate::Block;

/// The section.
pub fn section(report: &Report) -> Block {
    let settings = &report.settings.experiments;
    let percent = |share: f64| format!("{}%", format::exact(share * 100.0));
    let blocks = [
        format!(
            "First the sample ratio: where rows fell to the arms with a p-value under {}, something chose who was counted, and no effect is shown.",
            format::exact(settings.mismatch_p)
        ),
        format!(
            "Then one metric, the primary one, at {}. Secondary metrics are adjusted by Holm, exploratory ones by Benjamini and Hochberg; none of them decides. Guardrails must be shown not to be worse by their margin or more.",
            percent(settings.error_rate)
        ),
        "The usual interval and p-value hold for one look, at an end that was planned. Whoever looks every day and stops at the first p-value under 5% is wrong in over a quarter of experiments without an effect; the always-valid interval is not, and is wider for it. Which of them decides is a setting.".to_owned(),
        "Rows are taken for the units that were dealt out, as users. If a user has several rows, errors are too small: give one row a user, or a ratio metric.".to_owned(),
        "What a treatment does to groups is shown with a test of whether the groups differ at all; what one group alone shows, of many, is often chance.".to_owned(),
    ];
    let blocks = blocks.into_iter().map(Block::Soft).collect();
    Block::section(
        "How it is judged",
        "docs/methods.md has the formulas",
        vec![Block::Details("In full".to_owned(), blocks)],
    )
}
