// Measures the page in Chromium, the command line, and Evidently on the same files, in one run.
//
// usage: node scripts/bench.mjs FILES DATA      FILES: folder with NAME_{reference,production}.csv

import { spawnSync } from "node:child_process";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import config from "../playwright.config.mjs";
import { dropFiles } from "../tests/browser/support/drop.mjs";
import { serve } from "./serve.mjs";
import { wasmSizes } from "./sizes.mjs";

const [FILES, DATA] = process.argv.slice(2);
const RUNS = 5;
const VERDICT_TIMEOUT_MS = 180_000;
const BUDGET = { longestTaskMs: 50, cancelMs: 100, readyMs: 1_000 };

/** `dropped`: columns that are no inputs, which Evidently is told to leave out. */
const PAIRS = [
  {
    name: "Flights, 166,158 and 170,618 rows × 16",
    files: "flights",
    dropped: "flight_id,event_time,model_version,in_training",
  },
  {
    name: "Synthetic, 500,000 rows a side × 21",
    files: "scale_500000",
    dropped: "timestamp",
  },
];
/** Few rows of very many columns: what grows with the columns, and no tool to compare with. */
const WIDE = { name: "5,000 columns, 60 rows a side", columns: 5_000, rows: 60 };

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (ms) => (ms === undefined ? "–" : `${(ms / 1000).toFixed(2)} s`);
const times = (a, b) => (a === undefined || b === undefined ? "–" : `${(a / b).toFixed(1)}×`);
const row = (...cells) => `| ${cells.join(" | ")} |`;
const note = (name, text) => row(`– ${name}`, text, "", "", "");

/** Opens the page and gives it with the time from the first request until it can be used. */
async function openPage(browser, address) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForFunction(() => !document.querySelector("#boot"));
  const readyMs = await page.evaluate(() => performance.now());
  await page.waitForLoadState("networkidle");
  return { page, readyMs };
}

/** Drops two files on a fresh page and waits for the verdict. */
async function measurePage(browser, address, paths) {
  const { page, readyMs } = await openPage(browser, address);
  await page.evaluate(() => {
    const measured = (globalThis.measured = { longestTaskMs: 0 });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        measured.longestTaskMs = Math.max(measured.longestTaskMs, duration);
      }
    }).observe({ type: "longtask" });
    addEventListener("drop", () => (measured.dropMs = performance.now()), { capture: true });
    new MutationObserver(() => {
      if (document.querySelector("#verdict")) measured.verdictMs ??= performance.now();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await dropFiles(page, paths);
  await page.waitForFunction(() => globalThis.measured.verdictMs, null, {
    timeout: VERDICT_TIMEOUT_MS,
  });
  // A long task is reported only after it has ended.
  await page.waitForTimeout(500);
  const { dropMs, verdictMs, longestTaskMs } = await page.evaluate(() => globalThis.measured);
  const foot = await page.locator(".foot").innerText();
  await page.close();
  const [readMs, comparedMs] = [...foot.matchAll(/in ([\d.]+) s/g)].map((m) => Number(m[1]) * 1000);
  return { totalMs: verdictMs - dropMs, longestTaskMs, readMs, comparedMs, readyMs };
}

/** From Escape to a page without work, while a large file is read. */
async function measureCancel(browser, address, paths) {
  const { page } = await openPage(browser, address);
  await dropFiles(page, paths);
  await page.locator("progress.track").waitFor();
  await page.waitForTimeout(300);
  const idleMs = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const start = performance.now();
        new MutationObserver(() => {
          if (!document.querySelector("progress.track")) resolve(performance.now() - start);
        }).observe(document.body, { childList: true, subtree: true });
        const key = new KeyboardEvent("keydown", { key: "Escape", bubbles: true });
        document.body.dispatchEvent(key);
      }),
  );
  await page.close();
  return idleMs;
}

/** How long a command takes, in milliseconds; nothing where it fails. */
function run(command, args) {
  const start = performance.now();
  const { status, error } = spawnSync(command, args, { stdio: "ignore" });
  if (error || status === null || status > 1) return undefined;
  return performance.now() - start;
}

function measureCommandLine(paths) {
  const once = () => run("target/release/driftglass", ["compare", ...paths, "--quiet"]);
  const values = Array.from({ length: RUNS }, once).filter((value) => value !== undefined);
  return values.length > 0 ? median(values) : undefined;
}

function measureEvidently(paths, dropped) {
  const python = process.env.EVIDENTLY_PYTHON;
  if (!python) return undefined;
  const script = join(DATA, "scripts/timing/t_evidently.py");
  return run(python, [script, ...paths, join(tmpdir(), "evidently.html"), dropped]);
}

async function repeatedPage(browser, address, paths) {
  const pages = [];
  for (let i = 0; i < RUNS; i++) pages.push(await measurePage(browser, address, paths));
  return Object.fromEntries(
    Object.keys(pages[0]).map((key) => [key, median(pages.map((page) => page[key]))]),
  );
}

async function measurePair(browser, address, pair) {
  const paths = ["reference", "production"].map((side) => join(FILES, `${pair.files}_${side}.csv`));
  if (!paths.every(existsSync)) {
    console.log(`skipped: ${paths[0]} is not there`);
    return [];
  }
  const page = await repeatedPage(browser, address, paths);
  const native = measureCommandLine(paths);
  const evidently = measureEvidently(paths, pair.dropped);
  const cancelMs = await measureCancel(browser, address, paths);
  const megabytes = paths.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6;
  const rate = (megabytes / (page.readMs / 1000)).toFixed(0);
  return [
    row(
      `${pair.name}, ${megabytes.toFixed(0)} MB: drop to Overview`,
      seconds(page.totalMs),
      seconds(native),
      seconds(evidently),
      times(evidently, page.totalMs),
    ),
    note("reading, in the worker", `${seconds(page.readMs)}, ${rate} MB/s`),
    note("comparing, in the worker", seconds(page.comparedMs)),
    note("longest task of the page", `${page.longestTaskMs} ms, budget ${BUDGET.longestTaskMs} ms`),
    note("cancel to idle", `${cancelMs.toFixed(0)} ms, budget ${BUDGET.cancelMs} ms`),
  ];
}

async function measureWide(browser, address) {
  const numbers = Array.from({ length: WIDE.columns }, (_, i) => i);
  const paths = [1, 2].map((side) => {
    const record = (r) => numbers.map((i) => (r * 7919 + i * 31 * side) % 1009).join(",");
    const records = Array.from({ length: WIDE.rows }, (_, r) => record(r));
    const path = join(FILES, `wide_${side}.csv`);
    writeFileSync(path, [numbers.map((i) => `c${i}`).join(","), ...records, ""].join("\n"));
    return path;
  });
  const page = await repeatedPage(browser, address, paths);
  return [
    row(`${WIDE.name}: drop to Overview`, seconds(page.totalMs), "", "", ""),
    note("longest task of the page", `${page.longestTaskMs} ms, budget ${BUDGET.longestTaskMs} ms`),
    row("First request to a page that can be used, on this machine", `${page.readyMs.toFixed(0)} ms, budget ${BUDGET.readyMs} ms`, "", "", ""),
  ];
}

const server = await serve("dist", 0);
const browser = await chromium.launch(config.use.launchOptions);
const lines = [];
const measurements = [
  ...PAIRS.map((pair) => () => measurePair(browser, server.address, pair)),
  () => measureWide(browser, server.address),
];
for (const measure of measurements) {
  const measured = await measure();
  console.log(measured.join("\n"));
  lines.push(...measured);
}
const version = browser.version();
await browser.close();
await server.close();

const kB = (bytes) => `${Math.round(bytes / 1000)} kB`;
const sizes = wasmSizes().map(({ name, brotli, budget }) =>
  row(`${name}’s wasm, brotli`, kB(brotli), kB(budget)),
);
const text = `# Benchmarks

Made by \`make bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores of ${cpus()[0].model}, Chromium ${version}.
Medians of ${RUNS} runs on one machine, in one run; Evidently once, as a whole process (pandas, drift
preset, HTML). Absolute times vary with the machine, ratios less.

| what | page in Chromium | command line | Evidently | page against Evidently |
|---|---|---|---|---|
${lines.join("\n")}

| size | measured | budget |
|---|---|---|
${sizes.join("\n")}

The reader beside polars-io's, both in wasm, stands in [decisions](decisions.md).

The budget for a comparison is three times sorting the number columns once, by our own sort
(\`stats::Sorted\`). \`cargo run --release -p engine --example stages -- reference.csv production.csv\` prints
what each stage takes natively, beside that sort and \`sort_unstable_by(f64::total_cmp)\`.
`;
writeFileSync("docs/benchmarks.md", text);
console.log("docs/benchmarks.md is written");
