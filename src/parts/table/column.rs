//! The columns of a table.

use std::borrow::Cow;

/// One column of a table.
pub struct Column {
    /// Its head; empty where it heads nothing.
    pub title: Cow<'static, str>,
    /// What the head means, read on hovering; empty where that is plain.
    pub definition: Cow<'static, str>,
    /// Classes of its cells: `num` sets them to the right, `words` wraps them.
    pub class: &'static str,
    /// Whether its head can be pressed to order the rows.
    pub is_sortable: bool,
    /// Whether it is shown; one that is not is in the copy only.
    pub is_shown: bool,
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<Cow<'static, str>>) -> Self {
        Self {
            title: title.into(),
            definition: Cow::Borrowed(""),
            class: "words",
            is_sortable: true,
            is_shown: true,
        }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<Cow<'static, str>>) -> Self {
        Self { class: "num", ..Self::words(title) }
    }

    /// A column of pictures, controls or chips, which no one orders by.
    pub fn drawn(title: impl Into<Cow<'static, str>>) -> Self {
        Self { class: "", is_sortable: false, ..Self::words(title) }
    }

    /// A column that is in the copy only.
    pub fn copied(title: &'static str) -> Self {
        Self { is_shown: false, ..Self::words(title) }
    }

    /// The same with a definition.
    pub fn defined(self, definition: impl Into<Cow<'static, str>>) -> Self {
        Self { definition: definition.into(), ..self }
    }

    /// The same with other classes.
    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    /// The same in an order that has a sense of its own.
    pub fn fixed(self) -> Self {
        Self { is_sortable: false, ..self }
    }

    /// The class of its head.
    pub fn head_class(&self) -> &'static str {
        if self.class.starts_with("num") { "num" } else { "" }
    }
}
