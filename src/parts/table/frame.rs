//! What stands around a table: a section or a figure with its title, or nothing.

use std::borrow::Cow;

use leptos::prelude::*;

use super::Table;
use crate::parts::copy_button::CopyButton;

/// A section of a page: its title, what the table comes to, and the table, which is left out where
/// it has no row.
pub fn section(title: &'static str, says: impl Into<String>, table: Table) -> AnyView {
    let (id, labelled_by) = (table.id.clone(), table.id.clone());
    let (copy, body) = parts(table);
    view! {
        <section aria-labelledby=labelled_by>
            <div class="head rep"><h2 id=id>{title}</h2><span class="quiet">{says.into()}</span>{copy}</div>
            {body}
        </section>
    }
    .into_any()
}

/// A figure of a detail: its title, what it is about, and the table.
pub fn figure(
    class: &'static str,
    title: impl Into<Cow<'static, str>>,
    about: impl Into<String>,
    table: Table,
) -> AnyView {
    let (copy, body) = parts(table);
    view! {
        <figure class=class>
            <figcaption class="with-end">
                <span class="finding"><b>{title.into()}</b><span>{about.into()}</span></span>
                {copy}
            </figcaption>
            {body}
        </figure>
    }
    .into_any()
}

/// The table alone.
pub fn bare(table: Table) -> AnyView {
    table.view()
}

/// What copies a table, and the table; neither where it has no row.
pub fn parts(table: Table) -> (Option<AnyView>, Option<AnyView>) {
    let is_empty = table.rows == 0;
    let for_copy = table.clone();
    let copy = (!is_empty).then(|| {
        view! { <span class="end"><CopyButton text=Box::new(move || for_copy.copied())/></span> }
            .into_any()
    });
    (copy, (!is_empty).then(|| table.view()))
}
