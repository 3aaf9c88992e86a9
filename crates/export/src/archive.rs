//! All files of a Report in one archive.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};
use report::Report;

use crate::file::File;
use crate::{ExportError, html, markdown, pictures, tables};

/// The report in every form: HTML, JSON, Markdown, tables as CSV, charts as SVG.
///
/// # Errors
/// Only if the Report cannot be written at all, see [`Report::to_json`].
pub fn files(report: &Report) -> Result<Vec<File>, ExportError> {
    let json = report.to_json()?;
    let mut files = vec![
        File::text("report.html", html(report)?),
        File::text("report.json", json),
        File::text("report.md", markdown(report)),
    ];
    files.extend(tables(report));
    files.extend(pictures(report));
    Ok(files)
}

/// Files in a ZIP archive, without times: the same files give the same bytes.
///
/// # Errors
/// Only without memory.
pub fn archive(files: &[File]) -> Result<Vec<u8>, ExportError> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for file in files {
        let entry = archive.new_file(&file.name).compression_method(CompressionMethod::DEFLATE);
        let (mut entry, config) = entry.start()?;
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::best()));
        writer.write_all(&file.bytes)?;
        let (encoder, descriptor) = writer.finish()?;
        encoder.finish()?;
        entry.finish(descriptor)?;
    }
    archive.finish()?;
    Ok(bytes)
}
