//! Whether rows fell to the arms as was planned.

use report::{Experiments, GroupCounts, Severity};

use super::p_cell;
use crate::{Block, Cell, Chip, Column, Section, Table};

/// The section; none where no row fell to any arm.
pub fn section(of: &Experiments) -> Option<Block> {
    let ratio = of.sample_ratio.as_ref()?;
    let chip = if ratio.is_mismatch {
        Chip::new(Severity::Critical, "mismatch")
    } else {
        Chip::new(Severity::Good, "as planned")
    };
    let mut blocks = vec![Block::Text(ratio.says.clone())];
    blocks.extend(ratio.place.iter().cloned().map(Block::Text));
    blocks.push(Block::Table(arms(of)));
    if !ratio.causes.is_empty() {
        let causes = ratio.causes.iter().cloned().map(Block::Soft);
        blocks.push(Block::Text("What causes such a mismatch:".to_owned()));
        blocks.extend(causes);
    }
    let lists = [("By group of rows", &ratio.segments, "Group"), ("By day", &ratio.days, "Day")];
    for (title, groups, head) in lists.into_iter().filter(|list| !list.1.is_empty()) {
        let table = Block::Table(groups_table(of, title, head, groups));
        blocks.push(if ratio.is_mismatch {
            table
        } else {
            Block::Details(title.to_owned(), vec![table])
        });
    }
    Some(Block::Section(Section {
        title: "Sample ratio".to_owned(),
        remark: "whether rows fell to the arms as planned".to_owned(),
        chip: Some(chip),
        blocks,
    }))
}

fn arms(of: &Experiments) -> Table {
    let row = |arm: &report::ExperimentArm| {
        vec![
            Cell::name(arm.name.as_str()),
            Cell::count(arm.rows),
            Cell::share(arm.share),
            Cell::share(arm.planned),
        ]
    };
    Table {
        id: "experiment-arms".to_owned(),
        caption: "Rows of the arms".to_owned(),
        columns: vec![
            Column::words("Arm").fixed(),
            Column::numbers("Rows"),
            Column::numbers("Share"),
            Column::numbers("Planned"),
        ],
        rows: of.arms.iter().map(row).collect(),
        ..Table::default()
    }
}

fn groups_table(of: &Experiments, title: &str, head: &str, groups: &[GroupCounts]) -> Table {
    let mut columns = vec![Column::words(head)];
    columns.extend(of.arms.iter().map(|arm| Column::numbers(arm.name.as_str())));
    columns.push(Column::numbers("p").defined("Of such counts where rows fall as planned"));
    columns.push(Column::numbers("Adjusted p").defined("By Holm, over the list"));
    columns.push(Column::words("Verdict").fixed());
    let row = |group: &GroupCounts| {
        let mut cells = vec![Cell::name(group.label.as_str()).over(group.column.as_str())];
        cells.extend(group.rows.iter().map(|rows| Cell::count(*rows)));
        cells.push(p_cell(Some(group.p_value)));
        cells.push(p_cell(Some(group.p_adjusted)));
        cells.push(if group.is_mismatch {
            Cell::chip(Severity::High, "mismatch")
        } else {
            Cell::chip(Severity::Good, "as planned")
        });
        cells
    };
    Table {
        id: format!("experiment-split-{}", head.to_lowercase()),
        title: title.to_owned(),
        caption: format!("Rows of the arms, {}", title.to_lowercase()),
        columns,
        rows: groups.iter().map(row).collect(),
        ..Table::default()
    }
}
