//! Gets the worker's script and compiles its wasm, once: the page's last requests.

use js_sys::{Array, Function, Promise, Reflect, WebAssembly};
use report::Problem;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Response, Url};

/// What a worker is started from.
pub struct Parts {
    /// The compiled engine.
    pub module: WebAssembly::Module,
    /// A `blob:` address of the script, with the lines that start it.
    pub script_url: String,
}

/// Waits for the compiled module and starts the engine with it. What fails here is thrown outside
/// of the promise, so that the page hears it as an error of the worker.
const START: &str = "
self.addEventListener('message', ({ data }) => {
  wasm_bindgen({ module_or_path: data.module }).catch((error) => {
    setTimeout(() => { throw error; });
  });
}, { once: true });
";

/// Gets and compiles what the document's `data-worker-js` and `data-worker-wasm` name.
///
/// # Errors
/// When the document names nothing, or what it names cannot be had or compiled.
pub async fn load() -> Result<Parts, Problem> {
    let script_address = address("workerJs").ok_or_else(not_named)?;
    let wasm_address = address("workerWasm").ok_or_else(not_named)?;
    let module = compile(&wasm_address).await.map_err(|_| not_loaded(&wasm_address))?;
    let script = text(&script_address).await.map_err(|_| not_loaded(&script_address))?;
    let script_url = blob_url(&script).map_err(|_| not_loaded(&script_address))?;
    Ok(Parts { module, script_url })
}

fn address(key: &str) -> Option<String> {
    let root = web_sys::window()?.document()?.document_element()?;
    root.dyn_into::<web_sys::HtmlElement>().ok()?.dataset().get(key)
}

async fn compile(address: &str) -> Result<WebAssembly::Module, JsValue> {
    let streamed = JsFuture::from(WebAssembly::compile_streaming(&part(address)?)).await;
    let module = match streamed {
        Ok(module) => module,
        // A server that does not call wasm by its type is no reason to fail.
        Err(_) => {
            let response = response(address).await?;
            let bytes = JsFuture::from(response.array_buffer()?).await?;
            JsFuture::from(WebAssembly::compile(&bytes)).await?
        }
    };
    module.dyn_into()
}

async fn text(address: &str) -> Result<String, JsValue> {
    let text = JsFuture::from(response(address).await?.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}

async fn response(address: &str) -> Result<Response, JsValue> {
    let response: Response = JsFuture::from(part(address)?).await?.dyn_into()?;
    if response.ok() { Ok(response) } else { Err(response.status().into()) }
}

/// Asks for a part of the application: a promise of a `Response`. Where parts come from is told by
/// public/boot.js, or by the sealed file, which holds them itself.
fn part(address: &str) -> Result<Promise, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let application = Reflect::get(&window, &"driftglass".into())?;
    let part: Function = Reflect::get(&application, &"part".into())?.dyn_into()?;
    part.call1(&application, &address.into())?.dyn_into()
}

fn blob_url(script: &str) -> Result<String, JsValue> {
    let pieces = Array::of2(&script.into(), &START.into());
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let blob = Blob::new_with_str_sequence_and_options(&pieces, &kind)?;
    Url::create_object_url_with_blob(&blob)
}

fn not_named() -> Problem {
    Problem::new(
        "The page does not say where its engine is",
        "Load the page again from where it was published",
    )
}

fn not_loaded(address: &str) -> Problem {
    let name = address.rsplit('/').next().unwrap_or(address);
    Problem::new(
        "The engine could not be loaded",
        "Load the page again; if that does not help, you are offline or a part of it is missing",
    )
    .in_file(name)
}
