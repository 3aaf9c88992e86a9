//! What the report is made from, so that it can be made again.

use maud::{Markup, html};
use report::{Input, Report, Side, format};

/// What a report says of itself that was not redacted.
const WHOLE: &str =
    "No rows, but all that is known of them: rare values, extremes and examples are named.";

/// Files with their hashes, settings, version, and what the file holds.
pub fn section(report: &Report) -> Markup {
    html! {
        h2 { "Made from" }
        dl class="prov" {
            @for side in Side::BOTH { dt { (side.label()) } dd { (input(report.inputs.get(side))) } }
            @if let Some(labels) = &report.labels { dt { "Labels" } dd { (input(&labels.input)) } }
            @if !report.drift.columns.is_empty() { dt { "Methods" } dd { (methods(report)) } }
            dt { "Settings" }
            dd { (settings(report)) " Driftglass " (report.driftglass_version) "." }
            dt { "Privacy" }
            dd { (report.redaction.as_ref().map_or(WHOLE, |redaction| &redaction.says)) }
            dt { "Again" }
            dd { "Drop this file on Driftglass to read it there; drop it with the files above to compute it again." }
        }
    }
}

/// How shifts are measured and judged, by the settings of the report.
fn methods(report: &Report) -> String {
    let drift = &report.settings.drift;
    let [moderate, significant, rate] =
        [drift.psi_moderate, drift.psi_significant, drift.false_discovery_rate]
            .map(|limit| format::number(limit, 3));
    format!(
        "For the PSI numbers are cut at {} quantiles of the reference; a shift that is not chance is moderate from {moderate} on, significant from {significant} on. It is not chance where its adjusted p-value is under {rate}. Noise floors are of {} draws, seed {}.",
        drift.psi_bins, drift.noise_draws, report.settings.seed
    )
}

fn input(input: &Input) -> Markup {
    let range = input.time_range.map(|range| format::day_range(range.first_ms, range.last_ms));
    html! {
        (input.file) ", " (format::plural(input.rows, "row", "rows"))
        @if let Some(range) = range { ", " (range) }
        @if let Some(hash) = &input.sha256 { br; span class="mono" { "sha256 " (hash) } }
    }
}

fn settings(report: &Report) -> Markup {
    let changes = report.settings.changes();
    let changed = changes.as_object().is_some_and(|changes| !changes.is_empty());
    html! {
        @if changed { "These differ from the defaults: " span class="mono" { (changes.to_string()) } "." }
        @else { "All as they come." }
    }
}
