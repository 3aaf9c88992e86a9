// Measures the page in Chromium, the command line, and Evidently on the same files, in one run.
//
// usage: node scripts/bench.mjs FILES DATA      FILES: folder with NAME_{reference,production}.csv

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "@playwright/test";
import config from "../playwright.config.mjs";
import { dropFiles } from "../tests/browser/support/drop.mjs";
import { serve } from "./serve.mjs";

const [FILES, DATA] = process.argv.slice(2);
const RUNS = 3;
const VERDICT_TIMEOUT_MS = 180_000;
/** Columns that are no inputs, which Evidently is told to leave out. */
const PAIRS = [
  { name: "Flights, 166,158 and 170,618 rows × 16", files: "flights", dropped: "flight_id,event_time,model_version,in_training" },
  { name: "Synthetic, 500,000 rows a side × 21", files: "scale_500000", dropped: "timestamp" },
];

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (ms) => (ms === undefined ? "–" : `${(ms / 1000).toFixed(2)} s`);
const times = (a, b) => (a === undefined || b === undefined ? "–" : `${(a / b).toFixed(1)}×`);

const pathsOf = (pair) =>
  ["reference", "production"].map((side) => join(FILES, `${pair.files}_${side}.csv`));

/** Drops two files on a fresh page and waits for the verdict. */
async function measurePage(browser, address, paths) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForLoadState("networkidle");
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
  const result = await page.evaluate(() => globalThis.measured);
  const foot = await page.locator(".foot").innerText();
  await page.close();
  const [read, analysed] = [...foot.matchAll(/in ([\d.]+) s/g)].map((m) => Number(m[1]) * 1000);
  return { totalMs: result.verdictMs - result.dropMs, longestTaskMs: result.longestTaskMs, read, analysed };
}

/** From Escape to a page without work, while a large file is read. */
async function measureCancel(browser, address, paths) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.waitForLoadState("networkidle");
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

function run(command, args) {
  const start = performance.now();
  const { status, error } = spawnSync(command, args, { stdio: "ignore" });
  if (error || status === null || status > 1) return undefined;
  return performance.now() - start;
}

function repeated(measure) {
  const values = Array.from({ length: RUNS }, measure).filter((value) => value !== undefined);
  return values.length > 0 ? median(values) : undefined;
}

function measureEvidently(paths, dropped) {
  const python = process.env.EVIDENTLY_PYTHON;
  if (!python) return undefined;
  const script = join(DATA, "scripts/timing/t_evidently.py");
  return run(python, [script, ...paths, join(tmpdir(), "evidently.html"), dropped]);
}

function sizes() {
  return readdirSync("dist")
    .filter((file) => file.endsWith(".wasm"))
    .map((file) => `| ${file.split("-")[0]} wasm, brotli | ${Math.round(brotliCompressSync(readFileSync(join("dist", file))).length / 1000)} kB | ${file.startsWith("page") ? 350 : 1500} kB |`);
}

const server = await serve("dist", 0);
const browser = await chromium.launch(config.use.launchOptions);
const lines = [];
for (const pair of PAIRS) {
  const paths = pathsOf(pair);
  if (!paths.every(existsSync)) {
    console.log(`skipped: ${paths[0]} is not there`);
    continue;
  }
  const pages = [];
  for (let i = 0; i < RUNS; i++) pages.push(await measurePage(browser, server.address, paths));
  const of = (key) => median(pages.map((page) => page[key]));
  const native = repeated(() => run("target/release/driftglass", ["compare", ...paths, "--quiet"]));
  const evidently = measureEvidently(paths, pair.dropped);
  const megabytes = paths.reduce((sum, path) => sum + statSync(path).size, 0) / 1e6;
  lines.push(
    `| ${pair.name}, ${megabytes.toFixed(0)} MB: drop to Overview | ${seconds(of("totalMs"))} | ${seconds(native)} | ${seconds(evidently)} | ${times(evidently, of("totalMs"))} |`,
    `| – reading, in the worker | ${seconds(of("read"))}, ${(megabytes / (of("read") / 1000)).toFixed(0)} MB/s | | | |`,
    `| – comparing, in the worker | ${seconds(of("analysed"))} | | | |`,
    `| – longest task of the page | ${of("longestTaskMs").toFixed(0)} ms, budget 50 ms | | | |`,
    `| – cancel to idle | ${(await measureCancel(browser, server.address, paths)).toFixed(0)} ms, budget 100 ms | | | |`,
  );
  console.log(lines.slice(-5).join("\n"));
}
const version = browser.version();
await browser.close();
await server.close();

const text = `# Benchmarks

Made by \`make bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores of ${cpus()[0].model}, Chromium ${version}.
Medians of ${RUNS} runs on one machine, in one run; Evidently once, as a whole process (pandas, drift
preset, HTML). Absolute times vary with the machine, ratios less.

| what | page in Chromium | command line | Evidently | page against Evidently |
|---|---|---|---|---|
${lines.join("\n")}

| size | measured | budget |
|---|---|---|
${sizes().join("\n")}
`;
writeFileSync("docs/benchmarks.md", text);
console.log("docs/benchmarks.md is written");
