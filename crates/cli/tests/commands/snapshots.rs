//! The HTML report of three studies as a text that must stay as it is.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p cli --test commands snapshots` writes the files anew; look at them before you
//! commit. Record, style and script are left out, and of drawings all but what they say: these have tests of
//! their own.

use super::studies::{Study, fixtures};
use super::{driftglass, fixture, repository, text};

/// Parts of a page that are left out: what they begin with, and the first thing that is kept behind them.
const LEFT_OUT: [(&str, &str); 4] = [
    ("<style>", "</style>"),
    ("<script>", "</script>"),
    ("id=\"record\">", "</script>"),
    ("</title><path", "</svg>"),
];

/// A page without what has tests of its own, an element a line.
fn readable(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    // The hashes of style and script stand in the policy.
    let (head, behind) = rest.split_once("<meta http-equiv").unwrap();
    out.push_str(head);
    rest = behind.split_once('>').unwrap().1;
    while let Some((place, (begin, end))) = LEFT_OUT
        .iter()
        .filter_map(|part| Some((rest.find(part.0)?, part)))
        .min_by_key(|(place, _)| *place)
    {
        let kept = place + begin.len();
        out.push_str(&rest[..kept]);
        rest = &rest[kept + rest[kept..].find(end).unwrap()..];
    }
    out.push_str(rest);
    let ends = [
        "</p>",
        "</tr>",
        "</h1>",
        "</h2>",
        "</h3>",
        "</h4>",
        "</li>",
        "</dd>",
        "</summary>",
        "</figure>",
        "</div>",
    ];
    ends.iter().fold(out, |out, end| out.replace(end, &format!("{end}\n")))
}

fn check(name: &str, arguments: &[&str]) {
    let output = driftglass(&[arguments, &["--html", "-"]].concat());
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    let page = readable(&text(&output.stdout));
    let path = repository().join(format!("crates/cli/tests/snapshots/{name}.html"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(path, page).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    let differs = expected.lines().zip(page.lines()).position(|(before, now)| before != now);
    assert!(
        page == expected,
        "{name}.html changed at line {:?}; set UPDATE_SNAPSHOTS=1 and look at the difference",
        differs.map(|line| line + 1)
    );
}

#[test]
fn the_reports_of_three_studies() {
    let fixtures = fixtures();
    let study =
        |name: &str| fixtures.iter().find(|study| study.name == name).map(Study::compare).unwrap();
    check("carloan", &study("carloan-labels"));
    check("flights", &study("flights"));
    // Every chapter has something to say.
    check("chapters", &["report", &fixture("reports/version_1.html"), "-q"]);
}
