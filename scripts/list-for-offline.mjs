// Tells the service worker what the build is made of: every file of it with its SHA-256, so that a
// browser keeps this build whole or not at all.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SERVICE_WORKER = "service-worker.js";
const ID_DIGITS = 16;

const sha256 = (bytes, encoding) => createHash("sha256").update(bytes).digest(encoding);

/**
 * Writes the list into the service worker in the built `folder`; an empty one unless files are to be
 * kept. Names are relative to the folder, and index.html has the name of the folder itself.
 */
export function listForOffline(folder, { keep }) {
  const names = readdirSync(folder, { recursive: true })
    .filter((name) => name !== SERVICE_WORKER && statSync(join(folder, name)).isFile())
    .sort();
  const entries = names.map((name) => [
    name === "index.html" ? "./" : name,
    `sha256-${sha256(readFileSync(join(folder, name)), "base64")}`,
  ]);
  const files = Object.fromEntries(keep ? entries : []);
  const id = sha256(JSON.stringify(files), "hex").slice(0, ID_DIGITS);
  const build = JSON.stringify({ id, files }, null, 2);
  const path = join(folder, SERVICE_WORKER);
  writeFileSync(path, `const BUILD = ${build};\n\n${readFileSync(path, "utf8")}`);
}
