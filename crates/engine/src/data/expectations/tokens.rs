//! A line of expectations, cut into words, numbers, quoted texts and signs.

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Its first character, counted from 1.
    pub place: usize,
}

/// What a part of a line is.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// A name or a word of the language.
    Word(String),
    /// A text in quotes: never a word of the language.
    Quoted(String),
    /// A number.
    Number(f64),
    /// A number with a percent sign, as a share.
    Percent(f64),
    /// One of < <= > >= = != { } , :
    Sign(&'static str),
}

/// Signs, longer ones first, with what stands for them.
const SIGNS: [(&str, &str); 15] = [
    ("<=", "<="),
    (">=", ">="),
    ("!=", "!="),
    ("<>", "!="),
    ("==", "="),
    ("≤", "<="),
    ("≥", ">="),
    ("≠", "!="),
    ("<", "<"),
    (">", ">"),
    ("=", "="),
    ("{", "{"),
    ("}", "}"),
    (",", ","),
    (":", ":"),
];
/// Quotes that open a text, with those that close it.
const QUOTES: [(char, char); 3] = [('"', '"'), ('\'', '\''), ('“', '”')];

/// What is wrong with a line, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Character of the line, counted from 1.
    pub place: usize,
    /// What is wrong and what to do, as a sentence without a full stop.
    pub message: String,
}

/// Cuts a line.
///
/// # Errors
/// Where a quote is not closed.
pub fn cut(line: &str) -> Result<Vec<Token>, Fault> {
    let mut tokens = Vec::new();
    let mut place = 1;
    let mut rest = line;
    // In a list, a comma stands between two values, also between numbers.
    let mut is_list = false;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = if first.is_whitespace() {
            (None, first.len_utf8())
        } else if let Some(&(sign, stands_for)) = SIGNS.iter().find(|(s, _)| rest.starts_with(s)) {
            (Some(TokenKind::Sign(stands_for)), sign.len())
        } else if let Some(&(_, close)) = QUOTES.iter().find(|(open, _)| *open == first) {
            let (text, length) = quoted(rest, first, close).ok_or_else(|| Fault {
                place,
                message: format!("A quote opens and does not close: add {close} behind the text"),
            })?;
            (Some(TokenKind::Quoted(text)), length)
        } else {
            let length = time_length(rest, word_length(rest));
            let length = if is_list { length } else { number_length(rest, length) };
            (Some(word(&rest[..length])), length)
        };
        is_list = match kind {
            Some(TokenKind::Sign("{")) => true,
            Some(TokenKind::Sign("}")) => false,
            _ => is_list,
        };
        tokens.extend(kind.map(|kind| Token { kind, place }));
        place += rest[..length].chars().count();
        rest = &rest[length..];
    }
    Ok(tokens)
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || "<>=!{},:≤≥≠\"“".contains(c)
}

/// The length of a word: at least its first character, which may be one that ends others.
fn word_length(text: &str) -> usize {
    let end = text.char_indices().skip(1).find(|(_, c)| ends_word(*c));
    end.map_or(text.len(), |(position, _)| position)
}

/// The colons between hours, minutes and seconds behind a date and a T are of the word:
/// 2025-02-01T12:00:00+01:00.
fn time_length(text: &str, length: usize) -> usize {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let mut end = length;
    let is_time = length >= "2025-02-01T12".len() && text.as_bytes()[10] == b'T';
    while is_time
        && is_digit(text.as_bytes().first())
        && text[end..].starts_with(':')
        && is_digit(text.as_bytes().get(end + 1))
    {
        end += 1 + word_length(&text[end + 1..]);
    }
    end
}

/// A number with commas between groups of three digits is one word: 10,000, and 1,000.5%.
fn number_length(text: &str, length: usize) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = text[..length].trim_start_matches(['-', '+', '\u{2212}']);
    if !(1..=3).contains(&first.len()) || digits(first) != first.len() {
        return length;
    }
    let mut end = length;
    while text[end..].starts_with(',') && digits(&text[end + 1..]) == 3 {
        end += 4;
    }
    // What follows the last group is of the number, or all of it is none.
    let tail = &text[end..];
    let tail = &tail[..tail.find(ends_word).unwrap_or(tail.len())];
    let is_tail = end > length && (tail.is_empty() || tail.starts_with(['.', '%', 'e', 'E']));
    if is_tail { end + tail.len() } else { length }
}

/// A text in quotes, a doubled closing one standing for itself; and its length with the quotes.
fn quoted(rest: &str, open: char, close: char) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut characters = rest.char_indices().skip(1).peekable();
    while let Some((position, c)) = characters.next() {
        if c != close {
            text.push(c);
        } else if open == close && characters.next_if(|(_, next)| *next == close).is_some() {
            text.push(close);
        } else {
            return Some((text, position + close.len_utf8()));
        }
    }
    None
}

fn word(text: &str) -> TokenKind {
    // The minus sign of print, which the report has, is the hyphen of code.
    let plain = text.replace(',', "").replace('\u{2212}', "-");
    let number = |text: &str| {
        let starts_so = text.starts_with(|c: char| c.is_ascii_digit() || "-+.".contains(c));
        text.parse::<f64>().ok().filter(|number| starts_so && number.is_finite())
    };
    if let Some(share) = plain.strip_suffix('%').and_then(number) {
        TokenKind::Percent(share / 100.0)
    } else if let Some(number) = number(&plain) {
        TokenKind::Number(number)
    } else {
        TokenKind::Word(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::TokenKind::{Number, Percent, Quoted, Sign, Word};
    use super::*;

    fn kinds(line: &str) -> Vec<TokenKind> {
        cut(line).unwrap().into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn lines_fall_into_parts() {
        let word = |text: &str| Word(text.to_owned());
        assert_eq!(kinds("age>=18"), [word("age"), Sign(">="), Number(18.0)]);
        assert_eq!(kinds("rows > 10,000"), [word("rows"), Sign(">"), Number(10_000.0)]);
        assert_eq!(kinds("x ≤ -1.5e3"), [word("x"), Sign("<="), Number(-1500.0)]);
        assert_eq!(kinds("x > \u{2212}5"), [word("x"), Sign(">"), Number(-5.0)]);
        assert_eq!(kinds("\u{2212}1,234.5"), [Number(-1234.5)]);
        for time in ["2025-02-01T12:00:00", "2025-02-01T12:00:00.5+01:00", "2025-02-01T12:00"] {
            assert_eq!(kinds(time), [word(time)]);
        }
        let when = [word("2025-02-01T12"), Sign(":"), word("x")];
        assert_eq!(kinds("2025-02-01T12: x"), when);
        assert_eq!(kinds("s < 0.5%"), [word("s"), Sign("<"), Percent(0.005)]);
        assert_eq!(kinds("x < 1,000%"), [word("x"), Sign("<"), Percent(10.0)]);
        assert_eq!(kinds("-1,234,567.5"), [Number(-1_234_567.5)]);
        assert_eq!(kinds("1,0000 2,000x"), kinds("1 , 0000 2 , 000x"));
        let list = [Sign("{"), Number(100.0), Sign(","), Number(200.0), Sign("}")];
        assert_eq!(kinds("{100,200}"), list);
        assert_eq!(kinds("\"a \"\"b\"\"\" it's"), [Quoted("a \"b\"".to_owned()), word("it's")]);
        assert_eq!(kinds("2025-07-01 inf"), [word("2025-07-01"), word("inf")]);
        // Found by fuzzing: half a sign is a word, and not nothing, again and again.
        assert_eq!(kinds("n!&="), [word("n"), word("!&"), Sign("=")]);
        let fault = cut("a = \"b").unwrap_err();
        assert_eq!(fault.place, 5);
    }
}
