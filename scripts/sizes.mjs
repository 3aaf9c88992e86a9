// Prints the size of each wasm file in dist, and fails if one is over its budget.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const DIST = "dist";
const BUDGETS = [
  { name: "page", file: /^page-\w+\.wasm$/, brotliBytes: 350_000 },
  { name: "worker", file: /^worker-\w+\.wasm$/, brotliBytes: 1_500_000 },
];

function brotli(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(12);
const files = readdirSync(DIST);
let over = 0;

console.log("wasm             raw        gzip      brotli      budget");
for (const { name, file, brotliBytes } of BUDGETS) {
  const found = files.filter((candidate) => file.test(candidate));
  if (found.length !== 1) throw new Error(`${DIST} has ${found.length} files like ${file}`);
  const bytes = readFileSync(join(DIST, found[0]));
  const compressed = brotli(bytes).length;
  const verdict = compressed > brotliBytes ? "  over budget" : "";
  if (verdict) over += 1;
  const columns = [bytes.length, gzipSync(bytes, { level: 9 }).length, compressed, brotliBytes];
  console.log(name.padEnd(8) + columns.map(kB).join("") + verdict);
}
process.exitCode = over > 0 ? 1 : 0;
