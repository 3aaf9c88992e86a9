//! Reads a file, or one side of a story, into a table.

use js_sys::Uint8Array;
use protocol::{Opened, OpenedColumn, PREVIEW_COLUMNS, Progress, Slot, Source, Stage};
use report::{Problem, Reading, Side, Split};
use samples::Story;
use table::{Reader, Table};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use crate::pace::{Pace, now_ms};
use crate::session::Failure;

/// Bytes that are read at a time: large enough to be fast, small enough to stop soon.
const SLICE_BYTES: u64 = 2 << 20;

/// Reads a table and describes it.
pub async fn open(
    slot: Slot,
    source: Source,
    file: Option<File>,
    reading: &Reading,
    pace: &mut Pace,
) -> Result<(Table, Opened), Failure> {
    let start_ms = now_ms();
    let table = match source {
        Source::File { name } => {
            let file = file.ok_or_else(|| {
                let what = format!("{name} did not come with the message");
                Problem::new(what, "Drop the file again")
            })?;
            read_file(&name, &file, reading, pace).await?
        }
        Source::Sample { story, side } => read_sample(&story, side, reading, pace).await?,
    };
    let splits = match reading.part {
        None => engine::splits(&table),
        Some(_) => Vec::new(),
    };
    let opened = describe(&table, slot, splits, now_ms() - start_ms);
    Ok((table, opened))
}

async fn read_file(
    name: &str,
    file: &File,
    reading: &Reading,
    pace: &mut Pace,
) -> Result<Table, Failure> {
    let total = file.size() as u64;
    let mut reader = Reader::new(name, reading);
    each_slice(name, file, pace, |bytes| {
        reader.push(bytes)?;
        Ok(reader.rows())
    })
    .await?;
    let mut finishing = reader.close()?;
    while finishing.step() {
        pace.report(progress(total, total, finishing.rows()));
        pace.turn().await?;
    }
    Ok(finishing.finish())
}

/// Reads a file slice by slice; `take` says how many rows there are so far.
pub async fn each_slice(
    name: &str,
    file: &File,
    pace: &mut Pace,
    mut take: impl FnMut(&[u8]) -> Result<u64, Problem>,
) -> Result<(), Failure> {
    let total = file.size() as u64;
    let mut bytes = Vec::new();
    let mut done = 0;
    // The next slice is on its way while this one is taken.
    let mut coming = slice(file, name, 0)?;
    while done < total {
        let buffer = JsFuture::from(coming).await.map_err(|error| unreadable(name, &error))?;
        let chunk = Uint8Array::new(&buffer);
        if chunk.length() == 0 {
            return Err(unreadable(name, &JsValue::UNDEFINED).into());
        }
        done += u64::from(chunk.length());
        coming = slice(file, name, done)?;
        bytes.resize(chunk.length() as usize, 0);
        chunk.copy_to(&mut bytes);
        let rows = take(&bytes)?;
        pace.report(progress(done, total, rows));
        pace.turn().await?;
    }
    Ok(())
}

fn slice(file: &File, name: &str, from: u64) -> Result<js_sys::Promise, Problem> {
    let blob: &Blob = file;
    let part = blob
        .slice_with_f64_and_f64(from as f64, (from + SLICE_BYTES) as f64)
        .map_err(|error| unreadable(name, &error))?;
    Ok(part.array_buffer())
}

fn unreadable(name: &str, error: &JsValue) -> Problem {
    let error = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    let detail = error.map_or_else(String::new, |message| format!(": {message}"));
    let what = format!("The browser could not read the file{detail}");
    Problem::new(what, "It may have been moved, changed or deleted: drop it again").in_file(name)
}

async fn read_sample(
    story: &str,
    side: Side,
    reading: &Reading,
    pace: &mut Pace,
) -> Result<Table, Failure> {
    let story = Story::from_name(story).ok_or_else(|| {
        Problem::new(format!("There is no story called {story}"), "Reload the page")
    })?;
    let file = match side {
        Side::Reference => story.reference(),
        Side::Production => story.production(),
    };
    pace.turn().await?;
    Ok(table::read(file.name, &file.bytes, reading)?)
}

fn progress(done: u64, total: u64, rows: u64) -> Progress {
    Progress { stage: Stage::Read, done, total, rows }
}

/// The cells of a row that the page shows.
fn first_cells(row: &[String]) -> Vec<String> {
    row.iter().take(PREVIEW_COLUMNS).cloned().collect()
}

fn describe(table: &Table, slot: Slot, splits: Vec<Split>, duration_ms: f64) -> Opened {
    Opened {
        slot,
        input: engine::describe_table(table, engine::time_range(table)),
        columns: table
            .columns()
            .iter()
            .map(|column| OpenedColumn { name: column.name().to_owned(), kind: column.kind() })
            .collect(),
        preview: table.preview().iter().map(|row| first_cells(row)).collect(),
        splits,
        duration_ms,
    }
}
