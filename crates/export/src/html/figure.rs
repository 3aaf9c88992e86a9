//! A chart with its title and caption, drawn by the same code as on the page.

use charts::{Chart, Frame, Geometry, Mark, Rect};
use maud::{Markup, PreEscaped, html};

/// Width at which charts are drawn, in CSS pixels; the texts keep their size on a phone.
const WIDTH: u32 = 360;
/// Most marks of which values can be read in a drawing; a map of columns by window has a table beside it.
const MOST_MARKS: usize = 60;

/// A chart with its title and caption.
pub fn figure(chart: &dyn Chart) -> Markup {
    let height = chart.height(WIDTH);
    // A chart that has no room at this width is left out: its numbers stand in the tables.
    let Ok((shapes, geometry)) = charts::to_shapes(chart, WIDTH, height) else {
        return html! {};
    };
    let (labels, marks) = readings(&geometry).unzip();
    html! {
        figure {
            figcaption { b { (chart.title()) } }
            svg class="fig" viewBox={ "0 0 " (WIDTH) " " (height - Frame::CAPTION) } role="img" data-labels=[labels] data-marks=[marks] {
                title { (chart.summary()) }
                (PreEscaped(shapes))
            }
            @if !chart.caption().is_empty() { small { (chart.caption()) } }
        }
    }
}

/// The labels of values, and what places of the drawing say, as the script takes them: a line a place,
/// "x,y,width,height|title|value|…", of which what is as in the place before is left out. Nothing where places say
/// different things, or are too many.
fn readings(geometry: &Geometry) -> Option<(String, String)> {
    let first = geometry.marks.first()?;
    let labels = |mark: &Mark| mark.reading.rows.iter().map(|row| row.label.clone()).collect();
    let common: Vec<String> = labels(first);
    let are_alike = geometry.marks.iter().all(|mark| common == labels(mark));
    if !are_alike || geometry.marks.len() > MOST_MARKS {
        return None;
    }
    let mut before = Default::default();
    let marks = geometry.marks.iter().map(|mark| {
        let ends = ends(mark.place);
        let place = beside(&ends, &before);
        before = ends;
        reading(&place, mark)
    });
    Some((common.join("|"), marks.collect::<Vec<_>>().join("\n")))
}

/// Left, top, width and height in whole pixels.
fn ends(Rect { x0, y0, x1, y1 }: Rect) -> [String; 4] {
    [x0, y0, x1 - x0, y1 - y0].map(|length| format!("{length:.0}"))
}

/// What of a place is not as before.
fn beside(ends: &[String; 4], before: &[String; 4]) -> String {
    let told = ends.iter().zip(before).map(|(end, before)| if end == before { "" } else { end });
    told.collect::<Vec<_>>().join(",").trim_end_matches(',').to_owned()
}

fn reading(place: &str, mark: &Mark) -> String {
    let plain = |text: &str| text.replace(['|', '\n'], " ");
    let values = mark.reading.rows.iter().map(|row| plain(&row.value));
    let parts = [place.to_owned(), plain(&mark.reading.title)].into_iter().chain(values);
    parts.collect::<Vec<_>>().join("|")
}
