//! The engine in a web worker.
//!
//! The page talks to it in the messages of `protocol`. It keeps the two tables; the page keeps the
//! files, so that a worker that died can be replaced and filled again.

#[cfg(target_arch = "wasm32")]
mod analyse;
#[cfg(target_arch = "wasm32")]
mod open;
#[cfg(target_arch = "wasm32")]
mod origin;
#[cfg(target_arch = "wasm32")]
mod outbox;
#[cfg(target_arch = "wasm32")]
mod pace;
#[cfg(target_arch = "wasm32")]
mod queue;
#[cfg(target_arch = "wasm32")]
mod records;
#[cfg(target_arch = "wasm32")]
mod session;

#[cfg(target_arch = "wasm32")]
fn main() {
    queue::listen();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("The worker runs in a browser. On the command line, use driftglass.");
}
