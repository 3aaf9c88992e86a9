// Prints the size of each wasm file in dist, and fails if one is over its budget.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const DIST = "dist";
const BUDGETS = [
  { name: "page", file: /^page-\w+\.wasm$/, brotliBytes: 355_000 },
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

/** Each wasm file of dist in bytes: raw, compressed, and what its compressed form may be. */
export function wasmSizes() {
  const files = readdirSync(DIST);
  return BUDGETS.map(({ name, file, brotliBytes }) => {
    const found = files.filter((candidate) => file.test(candidate));
    if (found.length !== 1) throw new Error(`${DIST} has ${found.length} files like ${file}`);
    const bytes = readFileSync(join(DIST, found[0]));
    return {
      name,
      raw: bytes.length,
      gzip: gzipSync(bytes, { level: 9 }).length,
      brotli: brotli(bytes).length,
      budget: brotliBytes,
    };
  });
}

function print() {
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(12);
  const sizes = wasmSizes();
  console.log("wasm             raw        gzip      brotli      budget");
  for (const { name, raw, gzip, brotli, budget } of sizes) {
    const verdict = brotli > budget ? "  over budget" : "";
    console.log(name.padEnd(8) + [raw, gzip, brotli, budget].map(kB).join("") + verdict);
  }
  process.exitCode = sizes.some(({ brotli, budget }) => brotli > budget) ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) print();
