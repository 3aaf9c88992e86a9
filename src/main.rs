//! The page: what changed between the data a model learned on and the data it meets.
//!
//! The page holds no data and computes no statistic. It asks the engine's worker, and shows the
//! Report that comes back. Everything that needs a browser is wasm only; what can be decided
//! without one is in [`model`] and is tested natively.

#![cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "only the tests use it there"))]

mod model;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod engine_client;
#[cfg(target_arch = "wasm32")]
mod frame;
#[cfg(target_arch = "wasm32")]
mod intake;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod parts;
#[cfg(target_arch = "wasm32")]
mod state;

#[cfg(target_arch = "wasm32")]
fn main() {
    app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
