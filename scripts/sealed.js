// Gives the page its parts out of the sealed file. scripts/seal.mjs puts them there, gzipped and in
// base64, each in an element with the name of the file that it was.

const TYPES = { js: "text/javascript", wasm: "application/wasm" };

function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

driftglass.part = async (address) => {
  const name = address.slice(address.lastIndexOf("/") + 1);
  const packed = new Blob([bytesOf(document.getElementById(name).textContent)]);
  const unpacked = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  const type = TYPES[name.slice(name.lastIndexOf(".") + 1)];
  return new Response(unpacked, { headers: { "Content-Type": type } });
};
