//! Styles and scripts without what only their authors read.

/// A style sheet or a script without indentation and without lines that are comments.
pub fn minified(source: &str) -> String {
    let lines = source.lines().map(str::trim);
    let is_comment =
        |line: &&str| line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty() && !is_comment(line)).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::minified;

    #[test]
    fn comments_and_indentation_go() {
        assert_eq!(
            minified("/* a */\nb {\n  c: d; /* e */\n}\n\n// f\ng(); // h\n"),
            "b {\nc: d; /* e */\n}\ng(); // h"
        );
    }
}
