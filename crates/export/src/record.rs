//! The Report inside a file for readers: how it is put there, and how it is found again.

mod base85;
mod columnar;

use std::io::{Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lzma_rust2::{XzOptions, XzReader, XzWriter};
use report::{Problem, Report};

use crate::ExportError;

/// What stands before the record in an HTML report.
const OPENING: &str = "<script type=\"application/x-xz+base85\" id=\"record\">";
/// The same in reports that have it in base64, and its lists as they are.
const OPENING_OF_BASE64: &str = "<script type=\"application/x-xz\" id=\"record\">";
/// What stands after it.
const CLOSING: &str = "</script>";
/// Most bytes of a record once it is unpacked; a file that would be larger was not written by us.
pub const MOST_RECORD_BYTES: u64 = 512 << 20;
/// How many times larger a record becomes at most: reports become some ten times larger, and a file of zeros
/// seven thousand times.
const MOST_TIMES_LARGER: u64 = 500;
/// Most memory that unpacking may ask for, in KiB: dictionaries of 64 MiB, the most that any preset of `xz` has.
const MOST_MEMORY_KIB: u32 = 66 << 10;
/// How hard the packer works, 0 to 9: beyond this nothing is won on reports.
const PRESET: u32 = 6;
/// Longest repetition that the packer takes at once; the most that the format has.
const NICE_LENGTH: u32 = 273;

/// The Report as the element that an HTML report holds it in: its JSON by columns, packed as `xz` does and written
/// in base 85.
pub fn element(report: &Report) -> Result<String, ExportError> {
    let json = columnar::by_columns(report.to_value()?).to_string();
    let mut options = XzOptions::with_preset(PRESET);
    // Text has no columns of two or four bytes.
    options.lzma_options.pb = 0;
    options.lzma_options.nice_len = NICE_LENGTH;
    let mut packer = XzWriter::new(Vec::new(), options)?;
    packer.write_all(json.as_bytes())?;
    let packed = base85::encode(&packer.finish()?);
    Ok(format!("{OPENING}{packed}{CLOSING}"))
}

/// Finds the Report in what a file holds: JSON, or an HTML report. Nothing of the file is run or shown.
///
/// # Errors
/// When the file is neither, or was changed so that it can no longer be read; says what to do.
pub fn read_record(bytes: &[u8]) -> Result<Report, Problem> {
    let text = str::from_utf8(bytes).map_err(|_| unreadable("its characters are not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return Report::from_json(text);
    }
    let within = |opening| {
        let (_, rest) = text.split_once(opening)?;
        Some(rest.split_once(CLOSING)?.0.trim())
    };
    match (within(OPENING), within(OPENING_OF_BASE64)) {
        (Some(record), _) => {
            let json = unpack(&base85::decode(record).ok_or_else(damaged)?)?;
            let columns = serde_json::from_str(&json).map_err(|_| damaged())?;
            Report::from_value(columnar::by_rows(columns).ok_or_else(damaged)?)
        }
        (None, Some(record)) => {
            Report::from_json(&unpack(&STANDARD.decode(record).map_err(|_| damaged())?)?)
        }
        (None, None) => Err(unreadable("there is no report of Driftglass in it")),
    }
}

fn damaged() -> Problem {
    unreadable("the record inside of it is damaged")
}

fn unpack(packed: &[u8]) -> Result<String, Problem> {
    let mut json = String::new();
    let most_bytes = MOST_RECORD_BYTES.min(packed.len() as u64 * MOST_TIMES_LARGER);
    let reader = XzReader::new_mem_limit(packed, false, MOST_MEMORY_KIB);
    reader.take(most_bytes + 1).read_to_string(&mut json).map_err(|_| damaged())?;
    if json.len() as u64 > most_bytes {
        return Err(unreadable("the record inside of it is larger than any report"));
    }
    Ok(json)
}

fn unreadable(why: &str) -> Problem {
    let remedy = "Open a report that was saved by Driftglass, as HTML or as JSON";
    Problem::new(format!("This is no report that can be opened: {why}"), remedy)
}
