//! Every column with its kind, its values and its missing share.

use std::sync::Arc;

use leptos::prelude::*;
use report::{ColumnProfile, Kind, Missing, Pair, Report, Side, format};

use crate::parts::choice_menu::ChoiceMenu;
use crate::parts::table::{Cell, Column, Table, section};
use crate::state::{AppState, app_state};

/// Kinds that can be chosen.
const KINDS: [Kind; 7] = [
    Kind::Integer,
    Kind::Float,
    Kind::Boolean,
    Kind::Category,
    Kind::Text,
    Kind::DateTime,
    Kind::Identifier,
];

/// Every column of either file.
pub fn column_profiles(report: Arc<Report>) -> AnyView {
    let AppState { view, .. } = app_state();
    let named = view.current.with_untracked(|view| view.column.clone());
    let named =
        report.data.columns.iter().position(|profile| Some(&profile.column) == named.as_ref());
    let columns = vec![
        Column::words("Column"),
        Column::drawn("Kind"),
        Column::numbers("Different values").class("num soft").fixed(),
        Column::numbers("Missing").fixed(),
        Column::copied("Missing reference"),
        Column::copied("Missing production"),
        Column::numbers("Change").class("num soft"),
        Column::numbers("Adj. p").class("num soft").defined("p-value of the change of the missing share, adjusted over all columns (Benjamini–Hochberg)"),
        Column::words("Missing values").class("nowrap"),
    ];
    let count = report.data.columns.len();
    let row = move |position: usize| row(&report.data.columns[position]);
    let table = Table::new("columns", "Table: Columns and missing values", columns, count, row);
    let says = "a kind can be chosen; it is then read so in both files";
    section("Columns and missing values", says, table.naming(named))
}

fn row(profile: &ColumnProfile) -> Vec<Cell> {
    let change = profile.missing_change.as_ref();
    let shares = match change {
        Some(change) if change.share == Pair::default() => "0".to_owned(),
        Some(change) => merged(change.share.map(format::percent)),
        None => only_side(profile),
    };
    let how = profile.missing.as_ref().map(|missing| missing.as_ref().map(ways)).both().map(arrow);
    let [reference, production] = Side::BOTH.map(|side| {
        let missing = profile.missing.get(side).as_ref().map(|missing| missing.total() as f64);
        Cell::number(missing, |rows| rows.to_string())
    });
    let points = change.map(|change| change.share.production - change.share.reference);
    let distinct = profile.distinct.map(|n| n.map_or_else(|| "–".to_owned(), format::count));
    vec![
        Cell::Name(profile.column.clone()),
        kind_menu(profile.column.clone(), profile.kind),
        Cell::Text(merged(distinct)),
        Cell::Text(shares).hint(how.unwrap_or_default()),
        reference,
        production,
        Cell::number(points, |points| match points.abs() {
            0.0 => "–".to_owned(),
            under if under < 0.0005 => "<0.1 points".to_owned(),
            _ => format::points(points),
        }),
        Cell::number(change.and_then(|change| change.p_adjusted), format::p_value),
        change.map_or_else(Cell::nothing, |change| {
            Cell::severity(change.verdict, change.verdict.label())
        }),
    ]
}

/// The kind of a column, which can be chosen for both files.
fn kind_menu(column: String, kind: Pair<Option<Kind>>) -> Cell {
    let sides: Vec<Side> =
        Side::BOTH.into_iter().filter(|&side| kind.get(side).is_some()).collect();
    let mut guesses: Vec<&str> =
        sides.iter().filter_map(|&side| kind.get(side).map(Kind::label)).collect();
    guesses.dedup();
    let guess = guesses.join(" → ");
    Cell::Drawn(guess.clone(), Box::new(move || menu(column, sides, guess)))
}

fn menu(column: String, sides: Vec<Side>, guess: String) -> AnyView {
    let AppState { settings, toasts, .. } = app_state();
    let (name, own_sides) = (column.clone(), sides.clone());
    let chosen = Memo::new(move |_| {
        settings.with(|settings| {
            let kinds = |&side: &Side| settings.reading.get(side).kinds.get(&name).copied();
            let chosen = own_sides.iter().find_map(kinds)?;
            KINDS.iter().position(|&kind| kind == chosen)
        })
    });
    let label = format!("Kind of {column}");
    let class = move || if chosen.get().is_some() { "role set alone" } else { "role guess alone" };
    let choose = move |position: Option<usize>| {
        let kind = position.and_then(|position| KINDS.get(position).copied());
        if settings.set_kind(&sides, &column, kind) {
            let label = kind.map_or("the guess", Kind::label);
            toasts.chosen(format!("Kind of {column} set to {label}"));
        }
    };
    let options = KINDS.map(|kind| kind.label().to_owned()).into();
    view! {
        <span class=class>
            <ChoiceMenu label options guess=format!("guessed: {guess}") chosen choose=Box::new(choose)/>
        </span>
    }
    .into_any()
}

fn arrow(texts: Pair<String>) -> String {
    format!("{} → {}", texts.reference, texts.production)
}

/// One text where both sides agree.
fn merged(texts: Pair<String>) -> String {
    if texts.reference == texts.production { texts.reference } else { arrow(texts) }
}

fn only_side(profile: &ColumnProfile) -> String {
    if profile.kind.reference.is_some() {
        "only in the reference".to_owned()
    } else {
        "only in production".to_owned()
    }
}

/// The ways in which values are missing: "12 empty, 3 NA".
fn ways(missing: &Missing) -> String {
    let ways = [
        (missing.empty, "empty"),
        (missing.marker, "marked as missing"),
        (missing.nan, "NaN"),
        (missing.infinite, "infinite"),
        (missing.unreadable, "unreadable"),
        (missing.unmatched, "not in the labels file"),
    ];
    let ways = ways.iter().filter(|(n, _)| *n > 0);
    let texts: Vec<String> = ways.map(|(n, way)| format!("{} {way}", format::count(*n))).collect();
    if texts.is_empty() { "none".to_owned() } else { texts.join(", ") }
}
