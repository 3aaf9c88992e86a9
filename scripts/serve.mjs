// Serves a folder of static files on this machine only, as any web host would: it sends no policy
// of its own, so that what holds here holds everywhere.
//
// usage: node scripts/serve.mjs [FOLDER [PORT]]      default: dist 8080

import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

const HOST = "127.0.0.1";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

// A name with a content hash never changes its content; every other file is asked for anew.
const HASHED = /-[0-9a-f]{16}(_bg)?\.\w+$/;
const cacheControl = (path) => (HASHED.test(path) ? "max-age=31536000, immutable" : "no-cache");

/** The file in `root` that `url` asks for, or null if it lies outside. */
function fileOf(root, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return null;
  }
  const file = join(root, path.endsWith("/") ? `${path}index.html` : path);
  return file.startsWith(root + sep) && !file.includes("\0") ? file : null;
}

async function answer(root, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  const file = fileOf(root, request.url);
  const found = file && (await stat(file).catch(() => null));
  if (!found?.isFile()) {
    response.writeHead(404, { "Content-Type": TYPES[".txt"] }).end("Not found\n");
    return;
  }
  response.writeHead(200, {
    "Cache-Control": cacheControl(file),
    "Content-Length": found.size,
    "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
    "X-Content-Type-Options": "nosniff",
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).on("error", () => response.destroy()).pipe(response);
}

/**
 * Serves `folder` on `port`, 0 for any free one.
 *
 * Resolves to `{ address, close }`; `onRequest` sees each `{ method, url }` that comes in.
 */
export async function serve(folder, port, onRequest = () => {}) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    onRequest({ method: request.method, url: request.url });
    answer(root, request, response);
  });
  await new Promise((listening, failed) => {
    server.once("error", failed).listen(port, HOST, listening);
  });
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { address: `http://${HOST}:${server.address().port}`, close };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder = "dist", port = "8080"] = process.argv.slice(2);
  try {
    const { address } = await serve(folder, Number(port));
    console.log(`Driftglass is at ${address} (Ctrl+C ends it)`);
  } catch (error) {
    console.error(`error: cannot serve on port ${port}: ${error.message}. Try PORT=8081 make serve`);
    process.exitCode = 1;
  }
}
