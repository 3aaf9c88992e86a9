//! Every setting by chapter: its value, its default, what it can be and what it does.

use leptos::prelude::*;
use protocol::SettingWords;
use report::{Domain, Preset, Setting, Settings};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::browser;
use crate::engine_client::Status;
use crate::model::names::lowercase;
use crate::parts::dialog::Dialog;
use crate::parts::file_picker::FilePicker;
use crate::parts::live::{live, on};
use crate::state::{AppState, app_state};

/// The settings, as a dialog of the top bar.
#[component]
pub fn SettingsDialog() -> impl IntoView {
    let AppState { view, .. } = app_state();
    view! {
        <Dialog title="Settings" open=view.is_settings_open>
            <Show when=move || view.is_settings_open.get()><Panel/></Show>
        </Dialog>
    }
}

#[component]
fn Panel() -> impl IntoView {
    let wrong = RwSignal::new(String::new());
    let search = RwSignal::new(String::new());
    let AppState { session, .. } = app_state();
    let found = move || {
        let Status::Ready(words) = session.status.get() else { return Vec::new() };
        let wanted = lowercase(search.get().trim());
        let is_meant = |(setting, words): &(&'static Setting, &SettingWords)| {
            let told = format!("{} {} {}", words.label, words.does, setting.path);
            lowercase(&told).contains(&wanted)
        };
        let meant: Vec<_> = Setting::ALL.iter().zip(&*words).filter(is_meant).collect();
        let chapters = meant.chunk_by(|a, b| a.0.chapter() == b.0.chapter()).map(|settings| {
            let rows: Vec<AnyView> =
                settings.iter().map(|(setting, words)| row(setting, words)).collect();
            view! { <h3>{heading(settings[0].0.chapter())}</h3>{rows} }.into_any()
        });
        chapters.collect::<Vec<AnyView>>()
    };
    view! {
        <Tools wrong/>
        <p class="small c-sev" role="alert">{live(move || wrong.get())}</p>
        <input class="field" type="search" placeholder="Search settings" aria-label="Search settings"
            on:input=on(move |event| search.set(event_target_value(&event)))/>
        <div class="settings">{live(found)}</div>
    }
}

fn heading(chapter: &str) -> String {
    match chapter.split_at_checked(1) {
        Some((first, rest)) => first.to_ascii_uppercase() + rest,
        None => "All chapters".to_owned(),
    }
}

/// Presets, back to the defaults, and the settings as a file.
#[component]
fn Tools(wrong: RwSignal<String>) -> impl IntoView {
    let AppState { settings, .. } = app_state();
    let adopt = move |chosen: Settings| {
        wrong.set(String::new());
        settings.adopt(chosen);
    };
    let presets = Preset::ALL.map(|preset| {
        let is_on = move || settings.with(|now| preset.apply(now) == *now);
        let apply = move |_| adopt(preset.apply(&settings.now()));
        view! { <button aria-pressed=live(move || is_on().to_string()) on:click=on(apply)>{preset.label}</button> }
    });
    let reset = move |_| {
        // What is known of these files is no setting of the panel.
        let Settings { reading, roles, labels, data, .. } = settings.now();
        let mut chosen = Settings { reading, roles, labels, ..Settings::default() };
        chosen.data.expectations = data.expectations;
        adopt(chosen);
    };
    let save = move |_| {
        let text = settings.now().changes().to_string();
        browser::save_text("driftglass settings.json", "application/json", &text);
    };
    let open = move |files: Vec<File>| {
        let Some(file) = files.into_iter().next() else { return };
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            match Settings::from_json(&text.unwrap_or_default()) {
                Ok(chosen) => adopt(chosen),
                Err(problem) => wrong.set(problem.to_string()),
            }
        });
    };
    let undo = move |_| {
        wrong.set(String::new());
        settings.undo();
    };
    view! {
        <div class="tools">
            <div class="seg" role="group" aria-label="Presets">{presets}</div>
            <button class="btn bare" aria-disabled=live(move || (!settings.can_undo()).to_string()) on:click=on(undo)>"Undo"</button>
            <button class="btn bare" on:click=on(reset)>"All defaults"</button>
            <FilePicker label="Open file" class="btn bare" accept=".json" take=Box::new(open)/>
            <button class="btn bare" on:click=on(save)>"Save file"</button>
        </div>
    }
}

/// A setting with its value, which can be chosen.
pub fn row(setting: &'static Setting, words: &SettingWords) -> AnyView {
    let SettingWords { label, unit, does } = words.clone();
    let AppState { settings, .. } = app_state();
    let default = setting.edited(&Settings::default());
    let value = Memo::new(move |_| settings.with(|now| setting.edited(now)));
    // Why a value was not taken; the value in force is shown again.
    let refused = RwSignal::new(String::new());
    Effect::new(move || {
        value.track();
        refused.set(String::new());
    });
    let name = label.clone();
    let choose =
        move |event| match setting.with_edited(&settings.now(), &event_target_value(&event)) {
            Ok(chosen) => {
                settings.adopt(chosen);
                refused.set(String::new());
            }
            Err(problem) => refused.set(problem.to_string().replace(setting.path, &name)),
        };
    let in_force = move || {
        refused.track();
        value.get()
    };
    let options: Vec<(String, &str)> = match setting.domain {
        Domain::Switch => vec![("false".to_owned(), "no"), ("true".to_owned(), "yes")],
        Domain::Choice(of) => {
            of.iter().map(|(name, label)| (format!("\"{name}\""), *label)).collect()
        }
        _ => Vec::new(),
    };
    let in_words = options.iter().find(|(name, _)| *name == default).map(|(_, label)| *label);
    let title = format!("{}; default {}", setting.range(), in_words.unwrap_or(&default));
    let told = in_words.unwrap_or(&default).to_owned();
    let is_changed = move || value.get() != default;
    let control = if setting.domain == Domain::Text {
        view! {
            <textarea class="field" rows="1" spellcheck="false" aria-label=label.clone() prop:value=live(in_force) on:change=on(choose)></textarea>
        }
        .into_any()
    } else if options.is_empty() {
        view! {
            <input class="field" type="number" step="any" aria-label=label.clone() title=title prop:value=live(in_force) on:change=on(choose)/>
        }
        .into_any()
    } else {
        let options = options.into_iter().map(|(name, label)| {
            let is_on = {
                let name = name.clone();
                move || value.get() == name
            };
            view! { <option value=name selected=live(is_on)>{label}</option> }
        });
        let options = options.collect_view();
        view! { <select class="field" aria-label=label.clone() title=title prop:value=live(in_force) on:change=on(choose)>{options}</select> }
            .into_any()
    };
    view! {
        <div class:set=is_changed>
            <p><b data-default=told>{label}</b><span class="small quiet">{does}</span></p>
            {control}
            <span class="small quiet">{unit}</span>
            <p class="refused small c-sev" role="alert">{live(move || refused.get())}</p>
        </div>
    }
    .into_any()
}
