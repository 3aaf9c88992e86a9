//! A chart on a canvas that can be read by hovering, by arrow keys, and as a table.

use std::sync::Arc;

use charts::{Chart, ChartTable, Geometry, Reading};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::canvas::{draw, palette, save_png, width_of};
use crate::browser;
use crate::model::names::chart_file;
use crate::parts::live::{live, live_view, on, press};
use crate::parts::table::{Cell, Column, Table, bare};
use crate::state::{AppState, app_state};

/// A chart that views can share.
pub type SharedChart = Arc<dyn Chart + Send + Sync>;

/// What a press on a mark does, by the mark's place.
pub type Pick = Arc<dyn Fn(usize) + Send + Sync>;

/// A chart with its title, caption, tools and readings.
#[component]
pub fn Figure(
    /// What is drawn.
    chart: SharedChart,
    /// The column it is about, for the names of saved files.
    #[prop(into)]
    column: String,
    /// What it shows of the column, for the names of saved files.
    #[prop(into)]
    picture: String,
    /// Whether it stands on a panel instead of on the page.
    #[prop(optional)]
    on_surface: bool,
    /// Classes of the figure.
    #[prop(optional)]
    class: &'static str,
    /// What a press on a mark does beside pinning it; marks are small then, and are read from above.
    #[prop(optional)]
    pick: Option<Pick>,
) -> impl IntoView {
    let reading = RwSignal::new(Cursor::default());
    let geometry = RwSignal::new(Geometry::default());
    let canvas = NodeRef::<html::Canvas>::new();
    let is_table_open = RwSignal::new(false);
    let for_table = Arc::clone(&chart);
    let title = chart.title();
    view! {
        <figure class=class>
            <figcaption><b>{title}</b></figcaption>
            <Plot chart=Arc::clone(&chart) canvas geometry reading on_surface pick/>
            <Tools chart column picture canvas on_surface is_table_open/>
            <Show when=move || is_table_open.get()>
                <p class="small quiet">{for_table.caption()}</p>
                {number_table(for_table.table())}
            </Show>
        </figure>
    }
}

/// Which mark is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cursor {
    mark: Option<usize>,
    is_pinned: bool,
}

#[component]
fn Plot(
    chart: SharedChart,
    canvas: NodeRef<html::Canvas>,
    geometry: RwSignal<Geometry>,
    reading: RwSignal<Cursor>,
    on_surface: bool,
    pick: Option<Pick>,
) -> impl IntoView {
    let AppState { theme, .. } = app_state();
    let class = if pick.is_some() { "plot map" } else { "plot" };
    let pick_key = pick.clone();
    let place = NodeRef::<html::Div>::new();
    let width = width_of(place);
    let summary = chart.summary();
    Effect::new(move || {
        theme.colours.track();
        let Some(canvas) = canvas.get() else { return };
        let width = width.get();
        if width == 0 {
            return;
        }
        if let Some(drawn) = draw(&canvas, &*chart, width, on_surface) {
            geometry.set(drawn);
        }
    });
    let nearest = move |x: i32, y: i32| {
        geometry.with_untracked(|geometry| geometry.nearest(f64::from(x), f64::from(y)))
    };
    let on_move = move |event: ev::PointerEvent| {
        if !reading.with_untracked(|cursor| cursor.is_pinned) {
            let mark = nearest(event.offset_x(), event.offset_y());
            reading.set(Cursor { mark, is_pinned: false });
        }
    };
    let on_leave = move |_| {
        if !reading.with_untracked(|cursor| cursor.is_pinned) {
            reading.set(Cursor::default());
        }
    };
    // A finger does not hover: the click itself says which mark is meant.
    let pin = move |event: ev::MouseEvent| {
        let mark = nearest(event.offset_x(), event.offset_y());
        reading.update(|cursor| {
            let is_same = cursor.is_pinned && cursor.mark == mark;
            *cursor = Cursor { mark, is_pinned: mark.is_some() && !is_same };
        });
        if let Some((pick, mark)) = pick.as_ref().zip(mark) {
            pick(mark);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let count = geometry.with_untracked(|geometry| geometry.marks.len());
        if let Some(cursor) = moved(reading.get_untracked(), &event.key(), count) {
            event.prevent_default();
            event.stop_propagation();
            reading.set(cursor);
            if let ("Enter", Some((pick, mark))) =
                (&*event.key(), pick_key.as_ref().zip(cursor.mark))
            {
                pick(mark);
            }
        }
    };
    view! {
        <div class=class node_ref=place>
            <canvas node_ref=canvas tabindex="0" role="application" aria-roledescription="chart" aria-label=summary
                on:pointermove=on(on_move) on:pointerleave=on(on_leave) on:click=on(pin) on:keydown=on(on_key)
                on:blur=on(move |_| reading.set(Cursor::default()))></canvas>
            <ReadingTip geometry reading width/>
        </div>
    }
}

/// The cursor after a key; nothing when the key does not concern it.
fn moved(cursor: Cursor, key: &str, count: usize) -> Option<Cursor> {
    let last = count.checked_sub(1)?;
    let at = |mark: usize| Some(Cursor { mark: Some(mark), is_pinned: true });
    match (key, cursor.mark) {
        ("ArrowRight", None) | ("Home", _) => at(0),
        ("ArrowLeft", None) | ("End", _) => at(last),
        ("ArrowRight", Some(mark)) => at((mark + 1).min(last)),
        ("ArrowLeft", Some(mark)) => at(mark.saturating_sub(1)),
        ("Enter" | " ", Some(_)) => Some(Cursor { is_pinned: !cursor.is_pinned, ..cursor }),
        ("Escape", Some(_)) => Some(Cursor::default()),
        _ => None,
    }
}

/// What the mark under the cursor says, beside it and for readers.
#[component]
fn ReadingTip(
    geometry: RwSignal<Geometry>,
    reading: RwSignal<Cursor>,
    width: RwSignal<u32>,
) -> impl IntoView {
    let mark = Memo::new(move |_| {
        let position = reading.get().mark?;
        geometry.with(|geometry| geometry.marks.get(position).cloned())
    });
    let tip = move || {
        let mark = mark.get()?;
        let is_right = (mark.place.x0 + mark.place.x1) / 2.0 > f64::from(width.get()) / 2.0;
        let x = if is_right { mark.place.x0 - 8.0 } else { mark.place.x1 + 8.0 };
        let class = if is_right { "tip left" } else { "tip" };
        let (left, top) = (format!("{x:.0}px"), format!("{:.0}px", mark.place.y0.max(0.0)));
        let pinned = reading.get().is_pinned;
        Some(view! {
            <div class="mark" style:left=format!("{:.1}px", mark.place.x0) style:top=format!("{:.1}px", mark.place.y0)
                style:width=format!("{:.1}px", mark.place.x1 - mark.place.x0)
                style:height=format!("{:.1}px", mark.place.y1 - mark.place.y0)></div>
            <div class=class class:pinned=pinned style:left=left style:top=top><ReadingTable reading=mark.reading/></div>
        })
    };
    let spoken = move || {
        let cursor = reading.get();
        mark.get().filter(|_| cursor.is_pinned).map(|mark| spoken(&mark.reading))
    };
    view! { {live_view(tip)}<p class="vh" aria-live="polite">{live(spoken)}</p> }
}

#[component]
fn ReadingTable(reading: Reading) -> impl IntoView {
    let class = |label: &str| match label {
        "Reference" => "c-ref",
        "Production" => "c-prod",
        _ => "soft",
    };
    let rows = reading.rows.into_iter().map(|row| {
        let class = class(&row.label);
        view! {
            <tr>
                <td class=class>{row.label}</td>
                <td class="num"><b>{row.value}</b></td>
                <td class="num quiet">{row.beside}</td>
            </tr>
        }
    });
    view! { <b>{reading.title}</b><table aria-hidden="true"><tbody>{rows.collect_view()}</tbody></table> }
}

fn spoken(reading: &Reading) -> String {
    let rows = reading.rows.iter().map(|row| format!("{} {} {}", row.label, row.value, row.beside));
    format!("{}. {}", reading.title, rows.collect::<Vec<_>>().join(". "))
}

#[component]
fn Tools(
    chart: SharedChart,
    column: String,
    picture: String,
    canvas: NodeRef<html::Canvas>,
    on_surface: bool,
    is_table_open: RwSignal<bool>,
) -> impl IntoView {
    let name = move |extension: &str| chart_file(&column, &picture, extension);
    let (svg_name, csv_name, png_name) = (name("svg"), name("csv"), name("png"));
    let svg_chart = Arc::clone(&chart);
    let width = move || canvas.get_untracked().map_or(600, |canvas| canvas.client_width() as u32);
    let png_chart = Arc::clone(&chart);
    let save_png = move |_| save_png(&*png_chart, width(), on_surface, png_name.clone());
    let save_svg = move |_| {
        let width = width();
        let palette = palette(on_surface);
        if let Ok(svg) = charts::to_svg(&*svg_chart, width, svg_chart.height(width), &palette) {
            browser::save_text(&svg_name, "image/svg+xml", &svg);
        }
    };
    let save_csv = move |_| browser::save_text(&csv_name, "text/csv", &chart.table().csv());
    view! {
        <span class="fig-tools">
            <button class="link" on:click=on(save_png)>"PNG"</button>
            <button class="link" on:click=on(save_svg)>"SVG"</button>
            <button class="link" on:click=on(save_csv)>"CSV"</button>
            <button class="link" aria-expanded=live(move || is_table_open.get().to_string())
                on:click=press(move || is_table_open.update(|open| *open = !*open))>"As a table"</button>
        </span>
    }
}

/// The numbers of a chart.
fn number_table(table: ChartTable) -> AnyView {
    let ChartTable { headers, rows } = table;
    let is_number =
        |i: usize| rows.iter().any(|row| row.get(i).is_some_and(charts::Cell::is_number));
    let columns = headers.into_iter().enumerate().map(|(position, head)| {
        if is_number(position) { Column::numbers(head) } else { Column::words(head) }
    });
    let (columns, count) = (columns.collect(), rows.len());
    let row = move |position: usize| {
        let cells = rows[position].iter().map(|cell| match cell.number() {
            None => Cell::Text(cell.to_string()),
            number => Cell::Number(cell.to_string(), number),
        });
        cells.collect()
    };
    let table = Table::new("numbers", "Numbers of the chart", columns, count, row);
    view! { <div class="numbers">{bare(table)}</div> }.into_any()
}
