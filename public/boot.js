// Starts the page, or says in a sentence why it cannot. Until then #boot says what to do if
// not even this script runs.

const message = document.getElementById("boot");
const page = document.querySelector("meta[name=page]").dataset;

// A module whose only function needs SIMD; the smallest one that a browser without it refuses.
const SIMD_MODULE = Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
);

function lacking() {
  if (typeof WebAssembly !== "object") return "WebAssembly, or has it switched off";
  if (!WebAssembly.validate(SIMD_MODULE)) return "WebAssembly SIMD";
  return null;
}

async function start() {
  const feature = lacking();
  if (feature) {
    message.textContent =
      `Driftglass cannot run here: this browser lacks ${feature}. ` +
      "Chrome and Edge from 91, Firefox from 89 and Safari from 16.4 have it.";
    return;
  }
  try {
    const { default: init } = await import(new URL(page.js, document.baseURI));
    await init({ module_or_path: new URL(page.wasm, document.baseURI) });
    message.remove();
  } catch (error) {
    message.textContent =
      `Driftglass could not start (${error.message ?? error}). ` +
      "Reload the page; if that does not help, a part of it is missing on this server.";
    throw error;
  }
}

start();
