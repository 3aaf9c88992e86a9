//! Tables as text that a spreadsheet takes.

use report::escape::csv::inert;

/// A table as tab-separated text; tabs and line breaks inside a cell become spaces.
pub fn tsv<C: AsRef<str>>(
    header: &[&str],
    rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>,
) -> String {
    let mut text = header.join("\t");
    text.push('\n');
    for row in rows {
        for (position, cell) in row.into_iter().enumerate() {
            if position > 0 {
                text.push('\t');
            }
            let cell = inert(cell.as_ref());
            text.extend(cell.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        text.push('\n');
    }
    text
}

/// A number with all its digits, for another program; nothing where there is none.
pub fn raw(value: Option<f64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_break_the_table() {
        assert_eq!(tsv(&["x", "y"], [["a\tb", "c\nd"]]), "x\ty\na b\tc d\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(tsv(&["x", "y"], [["=cmd()", "-1.5"]]), "x\ty\n'=cmd()\t-1.5\n");
    }
}
