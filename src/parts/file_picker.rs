//! A button that lets files be chosen.

use leptos::html;
use leptos::prelude::*;
use web_sys::File;

use super::live::{on, press};

/// A button that lets files be chosen.
#[component]
pub fn FilePicker(
    /// What it says.
    label: &'static str,
    /// Classes of the button.
    class: &'static str,
    /// Endings and media types that the file dialog offers first.
    accept: &'static str,
    /// Whether several can be chosen at once.
    #[prop(optional)]
    many: bool,
    /// Takes what was chosen, one file or more.
    take: Box<dyn Fn(Vec<File>)>,
) -> impl IntoView {
    let picker = NodeRef::<html::Input>::new();
    let choose = move || {
        if let Some(picker) = picker.get_untracked() {
            picker.click();
        }
    };
    let chosen = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        let list = picker.files();
        let files: Vec<File> =
            list.iter().flat_map(|list| (0..list.length()).filter_map(|at| list.get(at))).collect();
        // The same file can be chosen again after it was changed.
        picker.set_value("");
        if !files.is_empty() {
            take(files);
        }
    };
    view! {
        <input node_ref=picker class="vh" type="file" accept=accept multiple=many tabindex="-1" aria-hidden="true" on:change=on(chosen)/>
        <button class=class on:click=press(choose)>{label}</button>
    }
}
