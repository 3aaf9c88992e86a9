//! What is asked of the worker beside the steps of the driver: other cells of a column, files to save, records.

use document::Document;
use js_sys::Uint8Array;
use leptos::prelude::*;
use protocol::{Form, Pictures, Request, Response};
use report::{Cut, Problem, Recut};
use web_sys::File;

use super::{Driver, Inner};
use crate::engine_client::{Beside, Outcome};
use crate::model::files::Files;
use crate::parts::png::png_of;
use crate::state::receive;

impl Driver {
    /// Cuts a column of the Report on screen into other cells.
    ///
    /// # Errors
    /// Why it cannot be done; none where the worker was replaced meanwhile.
    pub async fn recut(&self, column: String, cut: Cut) -> Result<Recut, Option<Problem>> {
        let inner = self.inner.get_value();
        let settings = Box::new(inner.settings.now());
        let ticket = inner.engine.send(Request::Recut { column, cut, settings }, &[], |_| {});
        match ticket.outcome().await {
            Outcome::Answered(Response::Recut(recut), _) => Ok(*recut),
            Outcome::Answered(Response::Failed(problem), _) => Err(Some(problem)),
            _ => Err(None),
        }
    }

    /// The Report on screen as a file of a form.
    ///
    /// # Errors
    /// Why it cannot be written; none where the worker was replaced meanwhile.
    pub async fn save(&self, form: Form) -> Result<Uint8Array, Option<Problem>> {
        let inner = self.inner.get_value();
        let (notes, settings) =
            (inner.session.notes.get_untracked(), Box::new(inner.settings.now()));
        let drawn = if form == Form::Archive { self.drawn_pictures().await? } else { Vec::new() };
        self.ask_for_bytes(Request::Save { form, notes, settings }, &drawn).await
    }

    /// Every chart of the Report on screen, as it leaves the desk, as a PNG file.
    async fn drawn_pictures(&self) -> Result<Vec<File>, Option<Problem>> {
        let settings = Box::new(self.inner.get_value().settings.now());
        let bytes = self.ask_for_bytes(Request::TellPictures { settings }, &[]).await?;
        let Pictures(pictures) = Pictures::from_bytes(&bytes.to_vec()).ok_or(None)?;
        let mut drawn = Vec::with_capacity(pictures.len());
        for picture in &pictures {
            drawn.extend(png_of(picture).await);
        }
        Ok(drawn)
    }

    /// What of the Report on screen leaves the desk when it is saved.
    ///
    /// # Errors
    /// Why it cannot be told; none where the worker was replaced meanwhile.
    pub async fn outgoing(&self) -> Result<Document, Option<Problem>> {
        let settings = Box::new(self.inner.get_value().settings.now());
        self.ask_for_document(Request::TellOutgoing { settings }, &[]).await
    }

    /// The model card of the Report on screen, as it leaves the desk.
    ///
    /// # Errors
    /// Why it cannot be told; none where the worker was replaced meanwhile.
    pub async fn card(&self) -> Result<Document, Option<Problem>> {
        let inner = self.inner.get_value();
        let (notes, settings) =
            (inner.session.notes.get_untracked(), Box::new(inner.settings.now()));
        self.ask_for_document(Request::TellCard { notes, settings }, &[]).await
    }

    /// What changed over saved reports, up to the Report on screen.
    ///
    /// # Errors
    /// Why it cannot be told; none where the worker was replaced meanwhile.
    pub async fn since(&self, files: &[File]) -> Result<Document, Option<Problem>> {
        let settings = Box::new(self.inner.get_value().settings.now());
        self.ask_for_document(Request::TellSince { settings }, files).await
    }

    /// Shows a saved report; the next comparison is held against it.
    ///
    /// # Errors
    /// Why it cannot be shown; none where the worker was replaced meanwhile.
    pub async fn open_record(&self, file: File) -> Result<(), Option<Problem>> {
        let inner = self.inner.get_value();
        let name = file.name();
        let beside = inner.ask(Request::OpenRecord, &[file]).await?;
        let received = receive::report(beside.report).await.map_err(Some)?;
        let redaction = received.report.redaction.as_ref();
        let is_numbered = redaction.is_some_and(|redaction| redaction.masks_names);
        *inner.named.borrow_mut() = is_numbered.then(Files::default);
        inner.settings.adopt(received.report.settings.clone());
        inner.session.record.set(Some(name));
        inner.put(received, Files::default(), 0.0, None);
        Ok(())
    }

    async fn ask_for_bytes(
        &self,
        request: Request,
        files: &[File],
    ) -> Result<Uint8Array, Option<Problem>> {
        self.inner.get_value().ask(request, files).await?.bytes.ok_or(None)
    }

    async fn ask_for_document(
        &self,
        request: Request,
        files: &[File],
    ) -> Result<Document, Option<Problem>> {
        let bytes = self.ask_for_bytes(request, files).await?;
        Document::from_bytes(&bytes.to_vec()).map_err(|_| None)
    }
}

impl Inner {
    /// Asks for something beside the steps, and waits for it.
    async fn ask(&self, request: Request, files: &[File]) -> Result<Beside, Option<Problem>> {
        match self.engine.send(request, files, |_| {}).outcome().await {
            Outcome::Answered(Response::Failed(problem), _) => Err(Some(problem)),
            Outcome::Answered(_, beside) => Ok(beside),
            Outcome::Lost(_) => Err(None),
        }
    }
}
