//! How a file was read, and what can be chosen instead of the guess.

use leptos::prelude::*;
use report::{DecimalMark, Dialect, Encoding, Reading, Side};

use crate::state::{AppState, app_state};

const DELIMITERS: [(char, &str); 5] =
    [(',', "comma"), (';', "semicolon"), ('\t', "tab"), ('|', "bar"), (' ', "space")];

/// One choice: what a menu shows and what it does to the reading.
struct Choice {
    label: String,
    is_in_force: bool,
    apply: fn(&mut Reading, usize),
}

/// The menus of one file.
#[component]
pub fn DialectControls(side: Side, dialect: Dialect) -> impl IntoView {
    let gzip = dialect.gzip.then_some("gzip");
    view! {
        <div class="dialect">
            <Menu side what="Delimiter" choices=delimiters(&dialect)/>
            <Menu side what="First row" choices=headers(&dialect)/>
            <Menu side what="Decimal mark" choices=decimal_marks(&dialect)/>
            <Menu side what="Characters" choices=encodings(&dialect)/>
            <Markers side markers=dialect.missing_markers/>
            {gzip.map(|gzip| view! { <span class="quiet small">{gzip}</span> })}
        </div>
    }
}

fn delimiters(dialect: &Dialect) -> Vec<Choice> {
    let mut choices: Vec<Choice> = DELIMITERS
        .iter()
        .map(|&(delimiter, label)| Choice {
            label: label.to_owned(),
            is_in_force: dialect.delimiter == delimiter,
            apply: |reading, position| {
                reading.delimiter = DELIMITERS.get(position).map(|&(delimiter, _)| delimiter);
            },
        })
        .collect();
    if !choices.iter().any(|choice| choice.is_in_force) {
        choices.push(Choice {
            label: dialect.delimiter.to_string(),
            is_in_force: true,
            apply: |_, _| {},
        });
    }
    choices
}

fn headers(dialect: &Dialect) -> Vec<Choice> {
    [(true, "names of the columns"), (false, "data")]
        .map(|(has_header, label)| Choice {
            label: label.to_owned(),
            is_in_force: dialect.has_header == has_header,
            apply: |reading, position| reading.has_header = Some(position == 0),
        })
        .into()
}

fn decimal_marks(dialect: &Dialect) -> Vec<Choice> {
    [(DecimalMark::Point, "point, 1.5"), (DecimalMark::Comma, "comma, 1,5")]
        .map(|(mark, label)| Choice {
            label: label.to_owned(),
            is_in_force: dialect.decimal_mark == mark,
            apply: |reading, position| {
                let mark = if position == 0 { DecimalMark::Point } else { DecimalMark::Comma };
                reading.decimal_mark = Some(mark);
            },
        })
        .into()
}

fn encodings(dialect: &Dialect) -> Vec<Choice> {
    Encoding::ALL
        .map(|encoding| Choice {
            label: encoding.label().to_owned(),
            is_in_force: dialect.encoding == encoding,
            apply: |reading, position| reading.encoding = Encoding::ALL.get(position).copied(),
        })
        .into()
}

#[component]
fn Menu(side: Side, what: &'static str, choices: Vec<Choice>) -> impl IntoView {
    let AppState { settings, toasts, .. } = app_state();
    let in_force =
        choices.iter().position(|choice| choice.is_in_force).unwrap_or_default().to_string();
    let options = choices.iter().enumerate().map(|(position, choice)| {
        view! { <option value=position.to_string() selected=choice.is_in_force>{choice.label.clone()}</option> }
    });
    let options = options.collect_view();
    let choose = move |event| {
        let position = event_target_value(&event).parse::<usize>().ok();
        let Some((position, choice)) = position.and_then(|p| Some((p, choices.get(p)?))) else {
            return;
        };
        settings.set_reading(side, |reading| (choice.apply)(reading, position));
        toasts.chosen(format!("{what} of {} set to {}", side.label().to_lowercase(), choice.label));
    };
    view! {
        <label class="menu-field"><span>{what}</span><select class="field" prop:value=in_force on:change=choose>{options}</select></label>
    }
}

/// The texts that are read as missing, separated by commas.
#[component]
fn Markers(side: Side, markers: Vec<String>) -> impl IntoView {
    let AppState { settings, toasts, .. } = app_state();
    let choose = move |event| {
        let text = event_target_value(&event);
        let markers = text.split(',').map(|marker| marker.trim().to_owned());
        let markers: Vec<String> = markers.filter(|marker| !marker.is_empty()).collect();
        settings.set_reading(side, |reading| reading.missing_markers = Some(markers));
        toasts.chosen(format!("Missing markers of {} set", side.label().to_lowercase()));
    };
    view! {
        <label class="menu-field wide"><span>"Read as missing, beside nothing"</span>
            <input class="field" type="text" spellcheck="false" prop:value=markers.join(", ") placeholder="nothing else" on:change=choose/>
        </label>
    }
}
