// Starts the page, or says in a sentence why it cannot. Until then #boot says what to do if
// not even this script runs.

const message = document.getElementById("boot");
const page = document.querySelector("meta[name=page]").dataset;
const address = (name) => new URL(name, document.baseURI);

// Where the parts of the application come from. The sealed file holds them, and has said so by now.
globalThis.driftglass ??= {
  /** The function that starts the page, from the script of that name. */
  starter: async (name) => (await import(address(name))).default,
  /** The part of that name, as a promise of a `Response`. */
  part: (name) => fetch(address(name)),
};

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
    const init = await driftglass.starter(page.js);
    await init({ module_or_path: driftglass.part(page.wasm) });
    message.remove();
  } catch (error) {
    message.textContent =
      `Driftglass could not start (${error.message ?? error}). ${message.dataset.remedy}`;
    throw error;
  }
}

start();
