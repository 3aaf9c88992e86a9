//! Tables of what changed.

use report::{
    Became, Both, ColumnChange, Difference, Estimate, FindingChange, MetricChange, Says, Severity,
    Size, Verdict, format,
};

use crate::table::estimate;
use crate::{Block, Cell, Column, Grade, Table};

/// The reports, in their order.
pub fn reports(of: &Difference) -> Block {
    let columns = vec![
        Column::words("Report").fixed(),
        Column::words("Production").fixed(),
        Column::numbers("Rows").fixed(),
        Column::words("What it came to").fixed(),
    ];
    let rows = of.reports.iter().map(|report| {
        vec![
            Cell::name(&report.label),
            Cell::text(format::short(&report.production)),
            Cell::count(report.rows),
            Cell::text(&report.headline),
        ]
    });
    table("reports", "Reports in their order", columns, rows.collect())
}

/// What became of every finding.
pub fn findings(of: &Difference) -> Block {
    if of.findings.is_empty() {
        return Block::Text("Neither report has a finding.".to_owned());
    }
    let columns = vec![
        Column::words("Became"),
        Column::words("Finding").fixed(),
        Column::words("Severity").fixed(),
        Column::words("Size").fixed(),
        Column::words("Chapter"),
        Column::copied("Column"),
        Column::copied("About"),
    ];
    table(
        "findings",
        "What became of every finding",
        columns,
        of.findings.iter().map(finding).collect(),
    )
}

fn finding(of: &FindingChange) -> Vec<Cell> {
    let severity = of.severity.map(|severity| severity.map(Severity::label));
    let size = Both::new(&of.size.before, &of.size.after);
    let size = size.map(|size| size.as_ref().map(|size: &Size| size.text.as_str()));
    let word = match of.became {
        became @ (Became::New | Became::Gone) if of.may_be_chance => {
            format!("{}, may be chance", became.label())
        }
        became => became.label().to_owned(),
    };
    vec![
        Cell::chip(
            match of.may_be_chance {
                true => Verdict::NotEnoughData.into(),
                false => grade(of.became, of.severity.after),
            },
            word,
        ),
        Cell::name(&of.title).over(&of.remark),
        Cell::text(from_to(severity)),
        Cell::text(from_to(size)),
        Cell::text(of.chapter.label()),
        Cell::text(of.column.as_deref().unwrap_or_default()),
        Cell::text(&of.about),
    ]
}

/// What is worse looks as grave as it is, what is better as what passes.
fn grade(became: Became, severity: Option<Severity>) -> Grade {
    match (became, severity) {
        (Became::New | Became::Worse, Some(severity)) => severity.into(),
        (Became::New | Became::Worse, None) => Severity::Medium.into(),
        (Became::Gone | Became::Better, _) => Says::Pass.into(),
        (Became::Same, _) => Verdict::Stable.into(),
        (Became::NotComparable, _) => Verdict::NotEnoughData.into(),
    }
}

/// "medium → high"; one word where both are the same, or one is not there.
fn from_to(both: Both<Option<&str>>) -> String {
    match both {
        Both { before: Some(before), after: Some(after) } if before != after => {
            format!("{before} → {after}")
        }
        Both { before, after } => after.or(before).unwrap_or("–").to_owned(),
    }
}

/// Columns with their verdicts and their distances.
pub fn columns(told: &[&ColumnChange]) -> Block {
    let columns = vec![
        Column::words("Column"),
        Column::words("Became"),
        Column::words("Verdict").fixed(),
        Column::numbers("PSI before"),
        Column::numbers("PSI after"),
        Column::words("What that says").fixed(),
    ];
    let rows = told.iter().map(|of| {
        let psi = |value: Option<f64>, chance: Option<f64>| {
            let chance = chance.map(|chance| format!("chance up to {}", format::distance(chance)));
            let cell = |psi: f64| Cell::Number(format::distance(psi), psi);
            value.map_or_else(Cell::dash, cell).over(chance.unwrap_or_default())
        };
        vec![
            Cell::name(format::short(&of.column)),
            Cell::chip(grade(of.became, None), of.became.label()),
            Cell::text(from_to(of.verdict.map(|verdict| verdict.map(Verdict::label)))),
            psi(of.psi.before, of.chance_up_to.before),
            psi(of.psi.after, of.chance_up_to.after),
            Cell::text(&of.remark),
        ]
    });
    table("columns", "Columns whose verdict or distance changed", columns, rows.collect())
}

/// Metrics of models in production.
pub fn metrics(of: &Difference) -> Block {
    let columns = vec![
        Column::words("Metric"),
        Column::numbers("Before"),
        Column::numbers("After"),
        Column::words("Became"),
        Column::words("What that says").fixed(),
    ];
    let rows = of.metrics.iter().map(|of: &MetricChange| {
        let value = |value: &Option<Estimate>| value.as_ref().map_or_else(Cell::dash, estimate);
        let model = format::short(&of.model);
        let model = if of.is_leading { format!("{model}, leading") } else { model };
        vec![
            Cell::name(of.metric.label()).over(model),
            value(&of.value.before),
            value(&of.value.after),
            Cell::chip(grade(of.became, None), of.became.label()),
            Cell::text(&of.remark),
        ]
    });
    table("metrics", "Metrics of models in production", columns, rows.collect())
}

/// A table without a title, which its section has.
pub fn table(id: &str, caption: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Block {
    Block::Table(Table {
        id: id.to_owned(),
        caption: caption.to_owned(),
        columns,
        rows: rows.into(),
        ..Table::default()
    })
}
