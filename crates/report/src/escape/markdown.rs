//! Texts inside Markdown (CommonMark with the tables of GitHub): no text becomes markup, a link or a row.

/// A text as it stands in a paragraph, a heading or a cell.
#[must_use]
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut at_start = true;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let is_markup = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' => true,
            // A list, a heading or an underline is one only at the start of a line.
            '#' | '+' | '-' | '=' => at_start,
            // A number with one of these after it begins a list.
            '.' | ')' => out.bytes().all(|b| b.is_ascii_digit()),
            // An address becomes a link by itself.
            ':' => characters.peek() == Some(&'/'),
            '@' => true,
            _ => false,
        };
        at_start &= c == ' ';
        match c {
            _ if is_markup => out.extend(['\\', c]),
            '\0'..='\u{1f}' | '\u{7f}' => out.push(' '),
            c => out.push(c),
        }
    }
    out.replace("www.", "www\\.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        let cases = [
            ("<script>", "\\<script\\>"),
            ("a|b", "a\\|b"),
            ("[x](y)", "\\[x\\](y)"),
            ("# head", "\\# head"),
            ("a # b", "a # b"),
            ("1. one", "1\\. one"),
            ("3.5 points", "3\\.5 points"),
            ("a\nb", "a b"),
            ("http://x", "http\\://x"),
            ("plain words, 12.5%", "plain words, 12.5%"),
        ];
        for (given, expected) in cases {
            assert_eq!(text(given), expected);
        }
    }
}
