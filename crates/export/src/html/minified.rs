//! Styles and scripts without what only their authors read.

/// A script without indentation and without lines that are comments.
pub fn script(source: &str) -> String {
    lines(source).join("\n")
}

/// A style sheet without comments, spaces that mean nothing, and custom properties that nothing takes.
pub fn style(source: &str) -> String {
    let mut style = lines(source).join("\n");
    // The lines of a list are one; then a space that is left stands within a value or between two selectors.
    for (long, short) in [
        (",\n", ","),
        (", ", ","),
        (":\n", ":"),
        (": ", ":"),
        (" {\n", "{"),
        (" > ", ">"),
        (";\n}", "}"),
        (";\n", ";"),
        ("}\n", "}"),
    ] {
        style = style.replace(long, short);
    }
    without_unused(&style)
}

/// Lines without indentation, and no comments.
fn lines(source: &str) -> Vec<&str> {
    let lines = source.lines().map(str::trim);
    let is_comment =
        |line: &&str| line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
    lines.filter(|line| !line.is_empty() && !is_comment(line)).collect()
}

/// A style sheet without the declarations of custom properties that it nowhere takes.
fn without_unused(style: &str) -> String {
    let is_used = |declaration: &&str| {
        let name = declaration.strip_prefix("--").and_then(|rest| rest.split_once(':'));
        name.is_none_or(|(name, _)| style.contains(&format!("var(--{name})")))
    };
    let blocks = style.split_inclusive(['{', '}']).map(|block| {
        let (declarations, end) = block.split_at(block.len() - 1);
        declarations.split(';').filter(is_used).collect::<Vec<_>>().join(";") + end
    });
    blocks.collect()
}

#[cfg(test)]
mod tests {
    use super::{script, style};

    #[test]
    fn comments_and_indentation_of_a_script_go() {
        let source = "/* a */\nb {\n  c: d; /* e */\n}\n\n// f\ng(); // h\n";
        assert_eq!(script(source), "b {\nc: d; /* e */\n}\ng(); // h");
    }

    #[test]
    fn a_style_sheet_keeps_the_spaces_that_mean_something() {
        let source = "/* A note. */\n:root {\n  --ink: #fff;\n  --unused: 1px;\n  --sans:\n    Arial, \"Segoe UI\";\n}\n\
            @media screen and (min-width: 9px) {\n  .a > b,\n  .a .c:not([d=\"e\"]) {\n    color: var(--ink);\n    font: 11px/1.5 var(--sans);\n  }\n}\n";
        assert_eq!(
            style(source),
            ":root{--ink:#fff;--sans:Arial,\"Segoe UI\"}@media screen and (min-width:9px){\
             .a>b,.a .c:not([d=\"e\"]){color:var(--ink);font:11px/1.5 var(--sans)}}"
        );
    }
}
