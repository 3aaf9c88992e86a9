// Checks what each crate is built from: the walls between our crates, crates that do not belong in
// a browser, and licences. Crates in several versions are listed but do not fail.

import { execFileSync } from "node:child_process";

const WASM = "wasm32-unknown-unknown";

// Which package may not be built from what, and why. The exceptions are by name.
const WALLS = [
  {
    of: "driftglass-page",
    target: WASM,
    never: /^(engine|table|stats|samples|worker|polars.*)$/,
    why: "the page shows a Report and computes none; its wasm stays small",
  },
  {
    of: "driftglass-page",
    target: WASM,
    never: /^(tokio|mio|socket2|hyper|reqwest)$/,
    why: "it does not compile for a browser, or talks to the network",
  },
  {
    of: "worker",
    target: WASM,
    never: /^(tokio|mio|socket2|hyper|reqwest|plotters-canvas|leptos)$/,
    why: "it does not compile for a browser, talks to the network, or draws on a page",
  },
  { of: "stats", never: /^(report|table|engine|polars.*|serde)$/, why: "stats is mathematics on slices" },
  { of: "report", never: /^(stats|table|engine|polars.*)$/, why: "the Report is plain data" },
  { of: "protocol", never: /^(stats|table|engine|polars.*)$/, why: "messages are plain data" },
  { of: "document", never: /^(stats|table|engine|charts|polars.*)$/, why: "documents are plain data of a Report" },
  { of: "export", never: /^(stats|table|engine|polars.*|leptos)$/, why: "files are written of a Report" },
  { of: "charts", never: /^(stats|table|engine|polars.*)$/, why: "charts draw a Report" },
  { of: "engine", never: /^(charts|protocol|leptos)$/, why: "the engine draws nothing and talks to nobody" },
  ...["stats", "table", "report", "engine", "document", "charts", "export", "protocol", "samples", "cli"].map((of) => ({
    of,
    never: /^(web-sys|wasm-bindgen)$/,
    why: "it also runs without a browser",
  })),
];

const LICENCES = new Set([
  "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0",
  "CC0-1.0", "ISC", "MIT", "MIT-0", "MPL-2.0", "Unicode-3.0", "Unlicense", "Zlib",
]);

/** The packages in a dependency tree, as `{ name, version, licence }`, each once. */
function tree(options) {
  const format = ["--prefix", "none", "--format", "{p}\t{l}"];
  const text = execFileSync("cargo", ["tree", "--locked", ...format, ...options], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  const lines = new Set(text.split("\n").filter(Boolean).map((line) => line.replace(/ \(\*\)$/, "")));
  return [...lines].sort().map((line) => {
    const [id, licence] = line.split("\t");
    const [name, version] = id.split(" ");
    return { name, version, licence };
  });
}

/**
 * Whether an SPDX expression can be met with the licences above. Reads it as a conjunction of
 * alternatives, which is stricter than or equal to any nesting of the two.
 */
function allowed(expression = "") {
  const parts = expression.replaceAll("/", " OR ").replaceAll(/[()]/g, "");
  return parts
    .split(" AND ")
    .every((part) => part.split(" OR ").some((licence) => LICENCES.has(licence.trim())));
}

const problems = [];

for (const { of, target, never, why } of WALLS) {
  const options = ["--package", of, "--edges", "normal", ...(target ? ["--target", target] : [])];
  for (const { name, version } of tree(options)) {
    if (name !== of && never.test(name)) problems.push(`${of} is built from ${name} ${version}: ${why}`);
  }
}

const everything = new Map();
for (const target of [[], ["--target", WASM]]) {
  for (const crate of tree(["--workspace", ...target])) {
    everything.set(`${crate.name} ${crate.version}`, crate);
  }
}

const versions = new Map();
for (const { name, version, licence } of everything.values()) {
  if (!allowed(licence)) problems.push(`${name} ${version} has the licence "${licence}"`);
  versions.set(name, [...(versions.get(name) ?? []), version]);
}

const twice = [...versions].filter(([, found]) => found.length > 1);
for (const [name, found] of twice) console.log(`note: ${name} is there as ${found.sort().join(", ")}`);
for (const problem of problems) console.error(`error: ${problem}`);
console.log(`${everything.size} crates, ${twice.length} in several versions, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
