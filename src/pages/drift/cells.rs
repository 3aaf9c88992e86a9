//! The cells of one column: those of the leading distance, of a convention, or others that the reader
//! chooses. The engine computes each choice; while it works only the newest one waits.

use leptos::prelude::*;
use report::{Bins, Cut, CutDistance, CutRule, CutSmoothing, Problem, Recut, format};
use wasm_bindgen_futures::spawn_local;

use super::bins::bins_table;
use crate::browser;
use crate::model::link::View;
use crate::parts::live::{live, live_view, on};
use crate::parts::problem::ProblemCard;
use crate::state::{AppState, app_state};

/// Cells that a rule begins with.
const CELLS: u32 = 10;

/// What is asked for, which stands in the view, and what came of it; a copy is a handle.
#[derive(Clone, Copy)]
pub struct Cutting {
    column: StoredValue<String>,
    asked: Memo<Option<Cut>>,
    found: RwSignal<Option<Result<Recut, Problem>>>,
    is_working: StoredValue<bool>,
    state: AppState,
}

impl Cutting {
    /// What the view asks of a column.
    pub fn new(column: String) -> Self {
        let state = app_state();
        let name = column.clone();
        let asked = move |view: &View| {
            view.cut.clone().filter(|_| view.column.as_deref() == Some(name.as_str()))
        };
        let cutting = Self {
            column: StoredValue::new(column),
            asked: Memo::new(move |_| state.view.current.with(&asked)),
            found: RwSignal::new(None),
            is_working: StoredValue::new(false),
            state,
        };
        Effect::new(move || cutting.follow());
        cutting
    }

    /// Whether this is what is asked for.
    pub fn is_asked(&self, cut: &Cut) -> bool {
        self.asked.with(|asked| asked.as_ref() == Some(cut))
    }

    /// Asks for other cells.
    pub fn ask(&self, cut: Cut) {
        self.state.view.current.update(|view| view.cut = Some(cut));
    }

    /// Says why something is not asked for, in place of older numbers.
    fn refuse(&self, problem: Problem) {
        self.state.view.current.update(|view| view.cut = None);
        self.found.set(Some(Err(problem)));
    }

    /// Begins what is asked for; where nothing is, a refusal stays.
    fn follow(self) {
        if self.asked.with(Option::is_none) {
            if self.found.with_untracked(|found| matches!(found, Some(Ok(_)))) {
                self.found.set(None);
            }
        } else if !self.is_working.get_value() {
            self.is_working.set_value(true);
            let column = self.column.get_value();
            spawn_local(async move { self.work(&column).await });
        }
    }

    async fn work(self, column: &str) {
        // The detail may be closed meanwhile, and its signals with it.
        while let Some(Some(cut)) = self.asked.try_get_untracked() {
            let found = self.state.driver.recut(column.to_owned(), cut.clone()).await;
            if self.asked.try_get_untracked().flatten().as_ref() != Some(&cut) {
                continue;
            }
            let found = found.map_err(|problem| {
                problem.unwrap_or_else(|| Problem::new("The engine was restarted", "Choose again"))
            });
            let _ = self.found.try_set(Some(found));
            break;
        }
        let _ = self.is_working.try_set_value(false);
    }
}

/// The cells, with what makes them.
#[component]
pub fn Cells(bins: Bins, leading: Cut, cutting: Cutting) -> impl IntoView {
    let edges = RwSignal::new(String::new());
    let now = move || cutting.asked.get().unwrap_or_else(|| leading.clone());
    let now = Signal::derive(now);
    let change = move |change: &dyn Fn(&mut Cut)| {
        let mut cut = now.get_untracked();
        change(&mut cut);
        cutting.ask(cut);
    };
    Effect::new(move || {
        cutting.found.with(|found| {
            if let Some(Ok(recut)) = found
                && !recut.edges.is_empty()
            {
                let texts: Vec<String> =
                    recut.edges.iter().map(|&edge| format::typed(edge)).collect();
                edges.set(texts.join(" "));
            }
        });
    });
    let rule = move |event| {
        let bins = bins_of(&now.get_untracked().rule).unwrap_or(CELLS);
        if let Some((_, rule)) = rules(bins, edges).into_iter().nth(position(&event)) {
            change(&|cut| cut.rule = rule.clone());
        }
    };
    let count = move |event| {
        let Ok(bins) = event_target_value(&event).parse() else { return };
        change(&|cut| match &mut cut.rule {
            CutRule::Quantiles(old) | CutRule::EqualWidth(old) => *old = bins,
            _ => cut.rule = CutRule::EqualWidth(bins),
        });
    };
    let own_edges = move |event| {
        let Some(edges) = numbers(&event_target_value(&event)) else {
            cutting.refuse(Problem::new("An edge is not a number", "Put spaces between numbers"));
            return;
        };
        change(&|cut| cut.rule = CutRule::Edges(edges.clone()));
    };
    let smoothing = move |event| {
        if let Some((_, smoothing)) = SMOOTHINGS.get(position(&event)) {
            change(&|cut| cut.smoothing = *smoothing);
        }
    };
    let amount = move |event| {
        let Some(amount) = browser::number(&event_target_value(&event)) else { return };
        change(&|cut| match &mut cut.smoothing {
            CutSmoothing::Floor(old)
            | CutSmoothing::Fill(old)
            | CutSmoothing::Add(old)
            | CutSmoothing::Laplace(old) => *old = amount,
            CutSmoothing::None | CutSmoothing::Evidently => {}
        });
    };
    let distance = move |event| {
        if let Some(&distance) = CutDistance::ALL.get(position(&event)) {
            change(&|cut| cut.distance = distance);
        }
    };
    let rule_now = move || rule_position(&now.get().rule);
    let smoothing_now = move || {
        let smoothing = now.get().smoothing;
        let is_it = |(_, other): &(_, CutSmoothing)| {
            std::mem::discriminant(other) == std::mem::discriminant(&smoothing)
        };
        SMOOTHINGS.iter().position(is_it).unwrap_or(0)
    };
    let distance_now =
        move || CutDistance::ALL.iter().position(|&one| one == now.get().distance).unwrap_or(0);
    let shown = move || match cutting.found.get() {
        None => bins_table(bins.clone()),
        Some(Err(problem)) => view! { <ProblemCard problem/> }.into_any(),
        Some(Ok(recut)) => {
            let distances = recut.measures.iter().map(|measure| {
                let value = measure.value.map_or_else(|| "infinite".to_owned(), format::distance);
                view! { <span class="nowrap">{measure.how.clone()}" "<b>{value}</b></span> }
            });
            let distances = distances.collect_view();
            view! { <p class="facts">{distances}</p>{bins_table(recut.bins)} }.into_any()
        }
    };
    view! {
        <div class="cells wide">
            <div class="cut" role="group" aria-label="What makes the cells">
                {menu("Rule", RULES.to_vec(), rule_now, rule)}
                <label class="menu-field"><span>"Number of cells"</span>
                    <input class="field" type="number" min="1" max="10000"
                        prop:value=live(move || bins_of(&now.get().rule).map(|bins| bins.to_string()).unwrap_or_default()) on:change=on(count)/>
                </label>
                {menu("Small shares", SMOOTHINGS.map(|(label, _)| label).to_vec(), smoothing_now, smoothing)}
                <label class="menu-field"><span>"How much"</span>
                    <input class="field" inputmode="decimal" prop:value=live(move || amount_of(now.get().smoothing)) on:change=on(amount)/>
                </label>
                {menu("Distance", CutDistance::ALL.map(CutDistance::label).to_vec(), distance_now, distance)}
                <label class="menu-field wide"><span>"Edges"</span>
                    <input class="field" placeholder="numbers, with spaces between" prop:value=live(move || edges.get()) on:change=on(own_edges)/>
                </label>
            </div>
            <div aria-live="polite">{live_view(shown)}</div>
        </div>
    }
}

const RULES: [&str; 7] = [
    "Reference quantiles",
    "Equal width",
    "Sturges",
    "Sturges, distinct values",
    "Doane on the reference",
    "One per value",
    "Own edges",
];

fn rules(bins: u32, edges: RwSignal<String>) -> [(&'static str, CutRule); 7] {
    let rules = [
        CutRule::Quantiles(bins),
        CutRule::EqualWidth(bins),
        CutRule::Sturges,
        CutRule::SturgesOfDistinct,
        CutRule::DoaneOfReference,
        CutRule::OnePerValue,
        CutRule::Edges(numbers(&edges.get_untracked()).unwrap_or_default()),
    ];
    let mut labels = RULES.into_iter();
    rules.map(|rule| (labels.next().unwrap_or_default(), rule))
}

const fn rule_position(rule: &CutRule) -> usize {
    match rule {
        CutRule::Quantiles(_) => 0,
        CutRule::EqualWidth(_) => 1,
        CutRule::Sturges => 2,
        CutRule::SturgesOfDistinct => 3,
        CutRule::DoaneOfReference => 4,
        CutRule::OnePerValue | CutRule::RareTogether(_) => 5,
        CutRule::Edges(_) => 6,
    }
}

const fn bins_of(rule: &CutRule) -> Option<u32> {
    match rule {
        CutRule::Quantiles(bins) | CutRule::EqualWidth(bins) => Some(*bins),
        _ => None,
    }
}

const SMOOTHINGS: [(&str, CutSmoothing); 6] = [
    ("As they are", CutSmoothing::None),
    ("Floor", CutSmoothing::Floor(0.001)),
    ("Fill zeros", CutSmoothing::Fill(0.0001)),
    ("As Evidently", CutSmoothing::Evidently),
    ("Add", CutSmoothing::Add(0.00001)),
    ("Laplace, rows", CutSmoothing::Laplace(1.0)),
];

fn amount_of(smoothing: CutSmoothing) -> String {
    match smoothing {
        CutSmoothing::Floor(amount)
        | CutSmoothing::Fill(amount)
        | CutSmoothing::Add(amount)
        | CutSmoothing::Laplace(amount) => amount.to_string(),
        CutSmoothing::None | CutSmoothing::Evidently => String::new(),
    }
}

fn menu(
    label: &'static str,
    options: Vec<&'static str>,
    chosen: impl Fn() -> usize + Copy + Send + Sync + 'static,
    choose: impl Fn(leptos::ev::Event) + 'static,
) -> AnyView {
    let options = options.into_iter().enumerate().map(|(position, option)| {
        view! { <option value=position.to_string() selected=live(move || chosen() == position)>{option}</option> }
    });
    let options = options.collect_view();
    view! {
        <label class="menu-field"><span>{label}</span>
            <select class="field" prop:value=live(move || chosen().to_string()) on:change=on(choose)>{options}</select>
        </label>
    }
    .into_any()
}

fn position(event: &leptos::ev::Event) -> usize {
    event_target_value(event).parse().unwrap_or(0)
}

/// Numbers between spaces or semicolons; none where one is not a number.
fn numbers(text: &str) -> Option<Vec<f64>> {
    let parts = text.split(|c: char| c.is_whitespace() || c == ';').filter(|part| !part.is_empty());
    parts.map(browser::number).collect()
}
