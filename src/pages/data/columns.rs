//! Every column with its kind, its values and its missing share.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use report::{ColumnProfile, Kind, Missing, Pair, Report, Side, format};

use crate::model::columns::first_and;
use crate::model::tsv::tsv;
use crate::parts::choice_menu::ChoiceMenu;
use crate::parts::copy_button::CopyButton;
use crate::parts::more::{ShowMore, limit_of};
use crate::parts::scroll::arrive_at;
use crate::parts::severity::SeverityChip;
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
#[component]
pub fn ColumnProfiles(report: Arc<Report>) -> impl IntoView {
    let limit = limit_of("columns");
    let total = Signal::stored(report.data.columns.len());
    let for_copy = Arc::clone(&report);
    let AppState { view, .. } = app_state();
    let all: Vec<usize> = (0..report.data.columns.len()).collect();
    let named = view.current.with_untracked(|view| view.column.clone());
    let pinned =
        report.data.columns.iter().position(|profile| Some(&profile.column) == named.as_ref());
    let rows = move || {
        first_and(&all, limit.get(), pinned)
            .into_iter()
            .map(|position| {
                let profile = report.data.columns[position].clone();
                view! { <ProfileRow profile is_named=pinned == Some(position)/> }
            })
            .collect_view()
    };
    view! {
        <section aria-labelledby="columns">
            <div class="head rep">
                <h2 id="columns">"Columns and missing values"</h2>
                <span class="quiet">"a kind can be chosen; it is then read so in both files"</span>
                <span class="end"><CopyButton text=move || as_text(&for_copy.data.columns)/></span>
            </div>
            <div class="scroll"><table class="tbl tight">
                <thead><tr>
                    <th>"Column"</th><th>"Kind"</th><th class="num">"Different values"</th>
                    <th class="num">"Missing"</th><th class="num">"Change"</th>
                    <th class="num"><dfn title="p-value of the change of the missing share, adjusted over all columns (Benjamini–Hochberg)">"Adj. p"</dfn></th>
                    <th>"Missing values"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
            <ShowMore limit total/>
        </section>
    }
}

#[component]
fn ProfileRow(profile: ColumnProfile, is_named: bool) -> impl IntoView {
    let node = NodeRef::<html::Tr>::new();
    if is_named {
        arrive_at(node);
    }
    let change = profile.missing_change.clone();
    let shares = match &change {
        Some(change) if change.share == Pair::default() => "0".to_owned(),
        Some(change) => merged(change.share.map(format::percent)),
        None => only_side(&profile),
    };
    let how = profile.missing.map(|missing| missing.as_ref().map(ways)).both().map(arrow);
    let points = change.as_ref().map(|change| {
        let difference = change.share.production - change.share.reference;
        match difference.abs() {
            0.0 => "–".to_owned(),
            under if under < 0.0005 => "<0.1 points".to_owned(),
            _ => format::points(difference),
        }
    });
    let p = change.as_ref().and_then(|change| change.p_adjusted).map(format::p_value);
    let chip = change
        .map(|change| view! { <SeverityChip mark=change.verdict label=change.verdict.label()/> });
    let distinct = profile.distinct.map(|n| n.map_or_else(|| "–".to_owned(), format::count));
    let column = profile.column.clone();
    view! {
        <tr node_ref=node class:open=is_named>
            <td><span class="name">{column.clone()}</span></td>
            <td><KindMenu column kind=profile.kind/></td>
            <td class="num soft">{merged(distinct)}</td>
            <td class="num" title=how>{shares}</td>
            <td class="num soft">{points}</td>
            <td class="num soft">{p}</td>
            <td>{chip}</td>
        </tr>
    }
}

/// The kind of a column, which can be chosen for both files.
#[component]
fn KindMenu(column: String, kind: Pair<Option<Kind>>) -> impl IntoView {
    let AppState { settings, toasts, .. } = app_state();
    let sides: Vec<Side> =
        Side::BOTH.into_iter().filter(|&side| kind.get(side).is_some()).collect();
    let mut guesses: Vec<&str> =
        sides.iter().filter_map(|&side| kind.get(side).map(Kind::label)).collect();
    guesses.dedup();
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
            <ChoiceMenu label options guess=format!("guessed: {}", guesses.join(" → ")) chosen choose/>
        </span>
    }
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
    ];
    let ways = ways.iter().filter(|(n, _)| *n > 0);
    let texts: Vec<String> = ways.map(|(n, way)| format!("{} {way}", format::count(*n))).collect();
    if texts.is_empty() { "none".to_owned() } else { texts.join(", ") }
}

fn as_text(columns: &[ColumnProfile]) -> String {
    let header = [
        "column",
        "kind reference",
        "kind production",
        "missing reference",
        "missing production",
        "verdict",
    ];
    let rows = columns.iter().map(|column| {
        let kind = |side| column.kind.get(side).map_or("", Kind::label).to_owned();
        let missing = |side| {
            column.missing.get(side).as_ref().map(|m| m.total().to_string()).unwrap_or_default()
        };
        let verdict = column.missing_change.as_ref().map_or("", |change| change.verdict.label());
        [
            column.column.clone(),
            kind(Side::Reference),
            kind(Side::Production),
            missing(Side::Reference),
            missing(Side::Production),
            verdict.to_owned(),
        ]
    });
    tsv(&header, rows)
}
