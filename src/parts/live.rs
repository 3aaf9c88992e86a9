//! What follows signals or answers events, behind one type each: the framework's code for a closure is
//! compiled once for each type, a kilobyte or two every time.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// What follows signals: a view, a text, a choice.
pub type Live<V> = Box<dyn FnMut() -> V + Send>;

/// Follows the signals that a closure reads.
pub fn live<V>(follow: impl FnMut() -> V + Send + 'static) -> Live<V> {
    Box::new(follow)
}

/// A view that follows the signals that a closure reads.
pub fn live_view<V: IntoAny>(mut follow: impl FnMut() -> V + Send + 'static) -> Live<AnyView> {
    Box::new(move || follow().into_any())
}

/// Answers an event.
pub fn on<E: 'static>(answer: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(answer)
}

/// Answers a press, wherever it was.
pub fn press(mut answer: impl FnMut() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| answer())
}
