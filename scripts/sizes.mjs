// Prints the size of each wasm file in dist and of the sealed file, and fails if one is over its budget.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const DIST = "dist";
const BUDGETS = [
  { name: "page", file: /^page-\w+\.wasm$/, brotliBytes: 365_000 },
  { name: "worker", file: /^worker-\w+\.wasm$/, brotliBytes: 1_500_000 },
];
/** It goes from hand to hand as it is, so its own size counts. */
const SEALED = { file: "driftglass.html", budget: 3_500_000 };

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

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(12);

/** A row of the table; `size` is what its budget is for. */
function printRow(name, sizes, size, budget) {
  const isOver = size > budget;
  console.log(name.padEnd(8) + sizes + kB(budget) + (isOver ? "  over budget" : ""));
  if (isOver) process.exitCode = 1;
}

function print() {
  console.log("                 raw        gzip      brotli      budget");
  for (const { name, raw, gzip, brotli, budget } of wasmSizes()) {
    printRow(name, [raw, gzip, brotli].map(kB).join(""), brotli, budget);
  }
  const sealed = statSync(join(DIST, SEALED.file)).size;
  printRow("sealed", kB(sealed).padEnd(36), sealed, SEALED.budget);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) print();
