//! Names of files that the page saves, and names in small letters.

/// A text in small letters, made by the browser: Rust's tables of letters are eleven kilobytes.
#[cfg(target_arch = "wasm32")]
pub fn lowercase(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// The same without a browser, for the tests.
#[cfg(not(target_arch = "wasm32"))]
pub fn lowercase(text: &str) -> String {
    text.to_lowercase()
}

/// "loans_h1-vs-loans_q3.json" from the names of two files and what the name ends in.
pub fn report_file(reference: &str, production: &str, extension: &str) -> String {
    format!("{}-vs-{}.{extension}", stem(reference), stem(production))
}

/// "distance_from_office-shape.png" from a column, a picture and a format.
pub fn chart_file(column: &str, picture: &str, extension: &str) -> String {
    format!("{}-{picture}.{extension}", safe(column))
}

fn stem(name: &str) -> String {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    safe(name)
}

fn safe(name: &str) -> String {
    let kept: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' })
        .collect();
    let kept = kept.trim_matches(['-', '.']);
    if kept.is_empty() { "file".to_owned() } else { kept.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_are_dropped_and_odd_characters_replaced() {
        assert_eq!(report_file("loans h1.csv.gz", "q3.tsv", "json"), "loans-h1-vs-q3.json");
        assert_eq!(report_file("", "../x.csv", "html"), "file-vs-x.html");
        assert_eq!(chart_file("a/b", "shape", "png"), "a-b-shape.png");
    }
}
