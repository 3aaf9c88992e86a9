//! Tables as text that a spreadsheet takes.

/// Rows as tab-separated text; tabs and line breaks inside a cell become spaces.
pub fn tsv<R, C>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut text = String::new();
    for row in rows {
        for (position, cell) in row.into_iter().enumerate() {
            if position > 0 {
                text.push('\t');
            }
            text.extend(cell.as_ref().chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_break_the_table() {
        assert_eq!(tsv([["a\tb", "c\nd"], ["1", "2"]]), "a b\tc d\n1\t2\n");
    }
}
