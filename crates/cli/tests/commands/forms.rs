//! Every form of the reports of files as people really send them, read as the programs read them that get it.

use std::path::Path;

use super::{driftglass, fixture, folder};

/// Beginnings by which a spreadsheet takes a cell for a formula.
const FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];
/// Elements of HTML that are never closed.
const VOID: [&str; 3] = ["meta", "br", "!DOCTYPE"];

#[test]
fn every_form_of_every_nasty_file_is_whole() {
    let folder = folder("forms");
    let mut written = 0;
    for entry in std::fs::read_dir(fixture("nasty")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "csv") {
            continue;
        }
        let out = folder.join(path.file_stem().unwrap());
        let _ = std::fs::remove_dir_all(&out);
        std::fs::create_dir_all(&out).unwrap();
        let path = path.display().to_string();
        let place = |name: &str| out.join(name).display().to_string();
        let forms = ["html", "json", "markdown", "tables", "charts", "archive"];
        let places = forms.map(|form| place(&format!("report.{form}")));
        let mut arguments = vec!["compare".to_owned(), path.clone(), path.clone(), "-q".to_owned()];
        for (form, place) in forms.iter().zip(&places) {
            arguments.extend([format!("--{form}"), place.clone()]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = driftglass(&arguments);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0..=4)), "{path}: {told}");
        assert!(!told.contains("panicked"), "{path}: {told}");
        if output.status.code() == Some(2) {
            continue;
        }
        written += 1;
        let text = |place: &str| std::fs::read_to_string(place).unwrap();
        closed(&text(&places[0]), &path);
        report::Report::from_json(&text(&places[1])).unwrap();
        tables_of_markdown(&text(&places[2]));
        for (place, check) in [(&places[3], table_of_csv as fn(&str)), (&places[4], picture)] {
            each_file(Path::new(place), check);
        }
        assert!(std::fs::read(&places[5]).unwrap().starts_with(b"PK"), "{path}");
    }
    assert!(written > 15, "{written} files were compared");
}

fn each_file(folder: &Path, check: fn(&str)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        check(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
    }
}

/// Each element is closed where it must be, so that no text of a file has opened or closed one.
fn closed(page: &str, path: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page;
    while let Some((_, tag)) = rest.split_once('<') {
        let (tag, after) = tag.split_once('>').unwrap();
        let name = tag.split([' ', '/', '\n']).find(|name| !name.is_empty()).unwrap();
        rest = after;
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{path}");
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name);
        }
        // Scripts and styles are no markup inside.
        if matches!(name, "script" | "style") && !tag.starts_with('/') {
            let end = format!("</{name}>");
            rest = &rest[rest.find(&end).unwrap()..];
        }
    }
    assert!(open.is_empty(), "{path}: {open:?}");
}

/// A picture is closed like a page, and holds nothing that runs or is fetched.
fn picture(svg: &str) {
    closed(svg, "a picture");
    for word in ["<script", "<foreignObject", "<image", "href=", " on"] {
        let found = svg.split('<').skip(1).any(|tag| {
            let tag = tag.split('>').next().unwrap();
            format!("<{tag}").contains(word) && !tag.contains("font")
        });
        assert!(!found, "{word}: {svg}");
    }
}

/// Every row of a table has as many bars that divide cells as its head.
fn tables_of_markdown(markdown: &str) {
    let bars = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
    let mut head = None;
    for line in markdown.lines() {
        if line.starts_with('|') {
            assert_eq!(*head.get_or_insert(bars(line)), bars(line), "{line}");
        } else {
            head = None;
        }
    }
}

/// Every record has as many cells as its head, and no cell is a formula.
fn table_of_csv(csv: &str) {
    let records = records(csv);
    for record in &records {
        assert_eq!(record.len(), records[0].len(), "{record:?}");
        for cell in record {
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(FORMULA), "{cell:?}");
        }
    }
}

/// The cells of a file as RFC 4180 has them.
fn records(csv: &str) -> Vec<Vec<String>> {
    let mut records = vec![vec![String::new()]];
    let mut quoted = false;
    let mut characters = csv.chars().peekable();
    while let Some(c) = characters.next() {
        let record = records.last_mut().unwrap();
        let cell = record.last_mut().unwrap();
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                cell.push('"');
                characters.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => records.push(vec![String::new()]),
            c => cell.push(c),
        }
    }
    // What follows the last end of a line.
    records.pop();
    records
}
