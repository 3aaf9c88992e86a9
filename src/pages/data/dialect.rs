//! How a file was read, and what can be chosen instead of the guess.

use leptos::prelude::*;
use report::{DecimalMark, Dialect, Encoding, Reading, Side};

use crate::parts::choice_menu::ChoiceMenu;
use crate::state::{AppState, app_state};

const DELIMITERS: [(char, &str); 5] =
    [(',', "comma"), (';', "semicolon"), ('\t', "tab"), ('|', "bar"), (' ', "space")];
const QUOTES: [(char, &str); 3] =
    [('"', "double \""), ('\'', "single '"), (Reading::NO_QUOTE, "none")];
const HEADERS: [(bool, &str); 2] = [(true, "names of the columns"), (false, "data")];
const DECIMAL_MARKS: [(DecimalMark, &str); 2] =
    [(DecimalMark::Point, "point, 1.5"), (DecimalMark::Comma, "comma, 1,5")];

/// The menus of one file.
#[component]
pub fn DialectControls(side: Side, dialect: Dialect) -> impl IntoView {
    let delimiter = DELIMITERS
        .iter()
        .find(|(delimiter, _)| *delimiter == dialect.delimiter)
        .map_or_else(|| dialect.delimiter.to_string(), |(_, label)| (*label).to_owned());
    let quote = label_of(QUOTES, dialect.quote.unwrap_or(Reading::NO_QUOTE));
    let encodings = Encoding::ALL.map(|encoding| (encoding, encoding.label()));
    let gzip = dialect.gzip.then_some("gzip");
    view! {
        <div class="dialect">
            <Menu side what="Delimiter" options=DELIMITERS in_force=delimiter
                field=|reading: &mut Reading| &mut reading.delimiter/>
            <Menu side what="Quote" options=QUOTES in_force=quote
                field=|reading: &mut Reading| &mut reading.quote/>
            <Menu side what="First row" options=HEADERS in_force=label_of(HEADERS, dialect.has_header)
                field=|reading: &mut Reading| &mut reading.has_header/>
            <Menu side what="Decimal mark" options=DECIMAL_MARKS in_force=label_of(DECIMAL_MARKS, dialect.decimal_mark)
                field=|reading: &mut Reading| &mut reading.decimal_mark/>
            <Menu side what="Characters" options=encodings in_force=dialect.encoding.label().to_owned()
                field=|reading: &mut Reading| &mut reading.encoding/>
            <Markers side markers=dialect.missing_markers/>
            {gzip.map(|gzip| view! { <span class="quiet small">{gzip}</span> })}
        </div>
    }
}

fn label_of<T: PartialEq, const N: usize>(options: [(T, &'static str); N], value: T) -> String {
    let found = options.into_iter().find(|(option, _)| *option == value);
    found.map(|(_, label)| label.to_owned()).unwrap_or_default()
}

/// One menu: an override of the reading, or none.
#[component]
fn Menu<T, const N: usize>(
    side: Side,
    what: &'static str,
    /// What can be chosen, with the words for it.
    options: [(T, &'static str); N],
    /// The words for what the file was read with.
    in_force: String,
    /// Where the reading keeps the choice.
    field: fn(&mut Reading) -> &mut Option<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let AppState { settings, toasts, .. } = app_state();
    let chosen = Memo::new(move |_| {
        let mut reading = settings.with(|settings| settings.reading.get(side).clone());
        let value = *field(&mut reading);
        options.iter().position(|(option, _)| Some(*option) == value)
    });
    let choose = move |position: Option<usize>| {
        let option = position.and_then(|position| options.get(position));
        let is_change =
            settings.set_reading(side, |reading| *field(reading) = option.map(|(value, _)| *value));
        if is_change {
            let label = option.map_or("the guess", |(_, label)| label);
            toasts.chosen(format!("{what} of {} set to {label}", side.label().to_lowercase()));
        }
    };
    let labels = options.map(|(_, label)| label.to_owned()).into();
    view! {
        <label class="menu-field">
            <span>{what}</span>
            <ChoiceMenu class="field" label=format!("{what} of {}", side.label().to_lowercase())
                options=labels guess=in_force chosen choose/>
        </label>
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
        if settings.set_reading(side, |reading| reading.missing_markers = Some(markers)) {
            toasts.chosen(format!("Missing markers of {} set", side.label().to_lowercase()));
        }
    };
    let value = move || {
        let chosen = settings.with(|settings| settings.reading.get(side).missing_markers.clone());
        chosen.unwrap_or_else(|| markers.clone()).join(", ")
    };
    view! {
        <label class="menu-field wide"><span>"Texts that are read as missing"</span>
            <input class="field" type="text" spellcheck="false" prop:value=value placeholder="only empty cells" on:change=choose/>
        </label>
    }
}
