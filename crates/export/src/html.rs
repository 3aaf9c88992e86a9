//! The Report as one HTML file: readable without scripts, printable, nothing fetched.

mod blocks;
mod chapter;
mod columns;
mod document;
mod figure;
mod glossary;
mod mark;
mod minified;
mod overview;
mod provenance;
mod table;

use ::document::Document;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use report::{Report, format};
use sha2::{Digest, Sha256};

use crate::{ExportError, record};

/// The tokens and the severities of the page, then what a report looks like.
const STYLES: [&str; 3] = [
    include_str!("../../../style/tokens.css"),
    include_str!("../../../style/severity.css"),
    include_str!("html/report.css"),
];
/// What begins the last block of the tokens: a theme that was chosen on the page, where a report follows
/// the browser's.
const CHOSEN_THEME: &str = ":root[data-theme";
/// What sorts and filters tables and shows values; everything can be read without it.
const SCRIPT: &str = include_str!("html/report.js");

/// The Report as one HTML file.
///
/// # Errors
/// Only if the Report cannot be written at all, see [`Report::to_json`].
pub fn html(report: &Report) -> Result<String, ExportError> {
    let record = record::element(report)?;
    let (style, script) = (style(), minified::script(SCRIPT));
    Ok(page(report, &record, &style, &script).into_string())
}

/// The style sheet of a report.
fn style() -> String {
    let needed = |css: &'static str| css.split_once(CHOSEN_THEME).map_or(css, |(needed, _)| needed);
    minified::style(&STYLES.map(needed).join("\n"))
}

/// A document as one HTML file, whole.
#[must_use]
pub fn html_of(document: &Document) -> String {
    let (style, script) = (style(), minified::script(SCRIPT));
    let head = Head { title: &document.headline, version: env!("CARGO_PKG_VERSION") };
    frame(&head, document::body(document), "", &style, &script).into_string()
}

fn page(report: &Report, record: &str, style: &str, script: &str) -> Markup {
    let head = Head { title: &report.overview.headline, version: &report.driftglass_version };
    let body = html! {
        (overview::section(report))
        (columns::section(report))
        (chapter::sections(report))
        (glossary::section())
        (provenance::section(report))
    };
    frame(&head, body, record, style, script)
}

/// What a page says of itself.
struct Head<'a> {
    title: &'a str,
    /// Version of Driftglass that made it.
    version: &'a str,
}

/// A page around what is read; `record` is what stands behind it.
fn frame(head: &Head<'_>, body: Markup, record: &str, style: &str, script: &str) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(style, script));
                meta name="referrer" content="no-referrer";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "Driftglass " (head.version) };
                title { (head.title) }
                style { (PreEscaped(style)) }
            }
            body class="report" {
                main { (body) }
                (PreEscaped(record))
                script { (PreEscaped(script)) }
            }
        }
    }
}

/// What the browser may do with the file: show its own style, run its own script, and nothing else.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}

/// "30 June to 21 September 2025", of the production file; nothing where it has no time.
fn period(report: &Report) -> Option<String> {
    let range = report.inputs.production.time_range?;
    Some(format::day_range(range.first_ms, range.last_ms))
}
