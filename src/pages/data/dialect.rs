//! How a file was read, and what can be chosen instead of the guess.

use leptos::prelude::*;
use report::{DecimalMark, Dialect, Encoding, Reading, Side};

use crate::parts::choice_menu::ChoiceMenu;
use crate::parts::live::on;
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
            {menu(side, "Delimiter", &DELIMITERS, delimiter, |reading| &mut reading.delimiter)}
            {menu(side, "Quote", &QUOTES, quote, |reading| &mut reading.quote)}
            {menu(side, "First row", &HEADERS, label_of(HEADERS, dialect.has_header), |reading| &mut reading.has_header)}
            {menu(side, "Decimal mark", &DECIMAL_MARKS, label_of(DECIMAL_MARKS, dialect.decimal_mark), |reading| &mut reading.decimal_mark)}
            {menu(side, "Characters", &encodings, dialect.encoding.label().to_owned(), |reading| &mut reading.encoding)}
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
fn menu<T: Copy + PartialEq + Send + Sync + 'static>(
    side: Side,
    what: &'static str,
    options: &[(T, &'static str)],
    in_force: String,
    field: fn(&mut Reading) -> &mut Option<T>,
) -> AnyView {
    let values: Vec<T> = options.iter().map(|(value, _)| *value).collect();
    let labels = options.iter().map(|(_, label)| *label).collect();
    let for_change = values.clone();
    let read = move |mut reading: Reading| {
        let value = *field(&mut reading);
        values.iter().position(|option| Some(*option) == value)
    };
    let change = move |reading: &mut Reading, chosen: Option<usize>| {
        *field(reading) = chosen.and_then(|position| for_change.get(position).copied());
    };
    labelled_menu(side, what, labels, in_force, Box::new(read), Box::new(change))
}

/// Reads which option a file's reading has.
type Read = Box<dyn Fn(Reading) -> Option<usize> + Send + Sync>;

/// Writes an option, or the guess, into a file's reading.
type Change = Box<dyn Fn(&mut Reading, Option<usize>)>;

/// The menu, whatever it chooses among.
fn labelled_menu(
    side: Side,
    what: &'static str,
    labels: Vec<&'static str>,
    in_force: String,
    read: Read,
    change: Change,
) -> AnyView {
    let AppState { settings, toasts, .. } = app_state();
    let chosen =
        Memo::new(move |_| read(settings.with(|settings| settings.reading.get(side).clone())));
    let names: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
    let choose = move |position: Option<usize>| {
        if settings.set_reading(side, |reading| change(reading, position)) {
            let label = position.and_then(|position| labels.get(position)).unwrap_or(&"the guess");
            toasts
                .chosen(format!("{what} of {} set to {label}", side.label().to_ascii_lowercase()));
        }
    };
    view! {
        <label class="menu-field">
            <span>{what}</span>
            <ChoiceMenu class="field" label=format!("{what} of {}", side.label().to_ascii_lowercase())
                options=names guess=in_force chosen choose=Box::new(choose)/>
        </label>
    }
    .into_any()
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
            toasts.chosen(format!("Missing markers of {} set", side.label().to_ascii_lowercase()));
        }
    };
    let value = move || {
        let chosen = settings.with(|settings| settings.reading.get(side).missing_markers.clone());
        chosen.unwrap_or_else(|| markers.clone()).join(", ")
    };
    view! {
        <label class="menu-field wide"><span>"Texts that are read as missing"</span>
            <input class="field" type="text" spellcheck="false" prop:value=value placeholder="only empty cells" on:change=on(choose)/>
        </label>
    }
}
