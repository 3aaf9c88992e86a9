// Gives the worker's files a name with a hash of their content, as trunk does for the page's but not
// for workers, and writes the names into index.html. A browser that has an old worker in its cache
// thus never pairs it with a new page.

import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const HASH_DIGITS = 16;

/** Names the worker's files in the built `folder`. */
export function nameWorker(folder) {
  const indexPath = join(folder, "index.html");
  const hash = createHash("sha256");
  for (const file of ["worker.js", "worker_bg.wasm"]) hash.update(readFileSync(join(folder, file)));
  const id = hash.digest("hex").slice(0, HASH_DIGITS);

  let index = readFileSync(indexPath, "utf8");
  for (const [file, named] of [
    ["worker.js", `worker-${id}.js`],
    ["worker_bg.wasm", `worker-${id}_bg.wasm`],
  ]) {
    if (!index.includes(`"./${file}"`)) throw new Error(`index.html does not name ./${file}`);
    index = index.replace(`"./${file}"`, `"./${named}"`);
    renameSync(join(folder, file), join(folder, named));
  }
  writeFileSync(indexPath, index);
}
