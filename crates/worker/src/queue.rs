//! Requests in the order they come, one at a time; only a request to cancel overtakes.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Reflect, Uint8Array};
use protocol::{Envelope, PROTOCOL_VERSION, Request, Response, SettingWords, UNSOLICITED};
use report::{Problem, Setting};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, MessageEvent};

use crate::outbox;
use crate::pace::Cancelled;
use crate::session::Session;

/// A request with the files that came beside it.
pub struct Job {
    /// Its id.
    pub id: u32,
    /// What is asked for.
    pub request: Request,
    /// The files that it speaks of.
    pub files: Vec<File>,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    is_running: bool,
}

/// Listens to the page from now on, and says so.
pub fn listen() {
    std::panic::set_hook(Box::new(|info| {
        outbox::post(UNSOLICITED, Response::Died { message: info.to_string() });
    }));
    let queue = Rc::new(RefCell::new(Queue::default()));
    let session = Rc::new(Session::default());
    let cancelled = Cancelled::default();
    let on_message =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match read(&event) {
            Ok(Job { id: _, request: Request::Cancel { request }, files: _ }) => {
                cancel(&queue, &cancelled, request);
            }
            Ok(job) => {
                queue.borrow_mut().jobs.push_back(job);
                run(&queue, &session, &cancelled);
            }
            Err((id, problem)) => outbox::post(id, Response::Failed(problem)),
        });
    outbox::scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    let engine_version = engine::VERSION.to_owned();
    let settings = Setting::ALL.iter().map(words).collect();
    outbox::post(UNSOLICITED, Response::Ready { engine_version, settings });
}

fn words(setting: &Setting) -> SettingWords {
    let [label, unit, does] =
        [setting.words.label, setting.words.unit, setting.words.does].map(str::to_owned);
    SettingWords { label, unit, does }
}

fn read(event: &MessageEvent) -> Result<Job, (u32, Problem)> {
    let field = |name: &str| Reflect::get(&event.data(), &JsValue::from_str(name)).ok();
    let message = field("message").and_then(|message| message.dyn_into::<Uint8Array>().ok());
    let bytes = message.map(|message| message.to_vec()).unwrap_or_default();
    let Some(envelope) = Envelope::from_bytes(&bytes) else {
        let what = format!(
            "The engine, whose messages have version {PROTOCOL_VERSION}, did not understand the page"
        );
        return Err((UNSOLICITED, Problem::new(what, "Reload the page")));
    };
    let files = field("files").and_then(|files| files.dyn_into::<Array>().ok()).unwrap_or_default();
    let files = files.iter().filter_map(|file| file.dyn_into::<File>().ok()).collect();
    Ok(Job { id: envelope.id, request: envelope.body, files })
}

/// Stops the request that runs, or answers one that has not begun.
fn cancel(queue: &RefCell<Queue>, cancelled: &Cancelled, request: u32) {
    let mut queue = queue.borrow_mut();
    if let Some(place) = queue.jobs.iter().position(|job| job.id == request) {
        queue.jobs.remove(place);
        outbox::post(request, Response::Cancelled);
    } else {
        cancelled.ask(request);
    }
}

fn run(queue: &Rc<RefCell<Queue>>, session: &Rc<Session>, cancelled: &Cancelled) {
    if std::mem::replace(&mut queue.borrow_mut().is_running, true) {
        return;
    }
    let (queue, session, cancelled) = (Rc::clone(queue), Rc::clone(session), cancelled.clone());
    wasm_bindgen_futures::spawn_local(async move {
        loop {
            let job = queue.borrow_mut().jobs.pop_front();
            let Some(job) = job else { break };
            session.answer(job, &cancelled).await;
        }
        queue.borrow_mut().is_running = false;
    });
}
