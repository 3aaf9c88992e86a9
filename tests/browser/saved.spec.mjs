// The saved report as a file: valid HTML, usable by everyone, within the screen, without a script of anyone else.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { HtmlValidate } from "html-validate";
import { LARGER_DATA, expect, fixture, test } from "./support/test.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const DRIFTGLASS = fileURLToPath(new URL("../../target/debug/driftglass", import.meta.url));

const LABELLED = [
  fixture("carloan/reference.csv"), fixture("carloan/production.csv"),
  "--labels", fixture("carloan/targets.csv"),
];
const FLIGHTS = [fixture("flights/reference.csv"), fixture("flights/production.csv")];

/** Runs the command line; that something was found is no failure. */
function run(...parameters) {
  try {
    execFileSync(DRIFTGLASS, parameters, { stdio: "pipe" });
  } catch (error) {
    if (![1, 3, 4].includes(error.status)) throw error;
  }
}

/** Writes every kind of HTML that the command line writes into a folder; their paths by name. */
async function written(folder) {
  await mkdir(folder, { recursive: true });
  const path = (name) => `${folder}/${name}.html`;
  run("compare", ...LABELLED, "--html", path("labelled"), "-q");
  run("compare", ...FLIGHTS, "--html", path("flights"), "-q");
  run("sample", "ab", folder);
  run("compare", `${folder}/checkout_control.csv`, `${folder}/checkout_treatment.csv`, "--html", path("arms"), "-q");
  run("report", fixture("reports/version_1.html"), "--html", path("chapters"), "-q");
  run("diff", path("labelled"), path("flights"), "--html", path("diff"), "-q");
  run("card", path("labelled"), "--html", path("card"));
  const names = ["labelled", "flights", "arms", "chapters", "diff", "card"];
  // Two models and groups that must be treated fairly.
  if (existsSync(LARGER_DATA)) {
    run("compare", ...["reference", "production"].map((side) => `${LARGER_DATA}/c_credit/${side}.csv`), "--html", path("credit"), "-q");
    names.push("credit");
  }
  return names.map((name) => [name, path(name)]);
}

/** The pages, each written once for all tests of a worker. */
let pages;
test.beforeAll(async ({}, testInfo) => {
  test.skip(!existsSync(DRIFTGLASS), "the command line is not built: make test-native");
  pages = await written(`${testInfo.project.outputDir}/saved-${testInfo.workerIndex}`);
});

test("is valid HTML", async () => {
  // The title is the headline, whatever search engines would cut.
  const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: { "long-title": "off" } });
  for (const [name, path] of pages) {
    const { results } = await validator.validateString(await readFile(path, "utf8"));
    const said = results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`));
    expect([...new Set(said)], name).toEqual([]);
  }
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`is used by everyone without scripts, ${colorScheme}, ${width} px wide`, async ({ browser }) => {
      for (const [name, path] of pages) {
        // The file's own script is off; what is asked of the page is not.
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 } });
        const page = await context.newPage();
        const whole = await readFile(path, "utf8");
        const read = whole.replace(/<script>[^]*?<\/script>/, "");
        expect(read.length).toBeLessThan(whole.length);
        await page.route("**/*", (route) => route.fulfill({ body: read, contentType: "text/html" }));
        await page.goto("http://report.invalid/");
        await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
        await page.evaluate(AXE);
        const found = await page.evaluate(
          (rules) => globalThis.axe.run(document, { runOnly: rules }).then((result) => result.violations),
          RULES,
        );
        expect(found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`), name).toEqual([]);
        await context.close();
      }
    });
  }
}

/** What a stranger may have written as the name of a column or of a category. */
const HOSTILE = [
  "<script>window.ran=1</script>", "</script><script>window.ran=1</script>", "]]><img src=x onerror=window.ran=1>",
  "\"><svg onload=window.ran=1>", "' onmouseover='window.ran=1", "javascript:window.ran=1", "</title><script>window.ran=1</script>",
  "</style><script>window.ran=1</script>", "<!--<script>", "--><script>window.ran=1</script>", "<iframe srcdoc='<script>parent.ran=1</script>'>",
];

test("runs nothing of a hostile file, even where its policy is taken away", async ({ page }, testInfo) => {
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const rows = (shift) =>
    Array.from({ length: 600 }, (_, i) =>
      [cell(HOSTILE[(i * 7 + (i % 3) * shift) % HOSTILE.length]), ...HOSTILE.map((_, c) => (i * (c + 3)) % 101 + shift)].join(","));
  const head = ["<b onclick=window.ran=1>kind</b>", ...HOSTILE].map(cell).join(",");
  const [a, b] = [testInfo.outputPath("<img src=x onerror=ran=1>.csv"), testInfo.outputPath("b.csv")];
  await writeFile(a, [head, ...rows(0)].join("\n"));
  await writeFile(b, [head, ...rows(40)].join("\n"));
  const saved = testInfo.outputPath("report.html");
  run("compare", a, b, "--html", saved, "-q");
  const text = await readFile(saved, "utf8");
  const free = text.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
  expect(free.length).toBeLessThan(text.length);
  await page.route("**/*", (route) => route.fulfill({ body: free, contentType: "text/html" }));
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("dialog", (dialog) => dialog.dismiss().then(() => problems.push("a dialog")));
  await page.goto("http://report.invalid/");
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
  // Tips are the one place where the report's own script shows a text.
  for (const mark of (await page.locator("rect.m").all()).slice(0, 30)) await mark.hover({ force: true });
  for (const button of await page.locator("th button").all()) await button.click();
  const strangers = await page.evaluate(() => {
    const isForeign = (element) =>
      ["IMG", "IFRAME", "A", "OBJECT", "EMBED", "LINK", "FORM", "BASE"].includes(element.tagName.toUpperCase()) ||
      [...element.attributes].some(({ name, value }) => name.startsWith("on") || /^(href|src|srcdoc|xlink:href)$/.test(name) || (name === "style" && value.includes("url")));
    return [...document.querySelectorAll("*")].filter(isForeign).map((element) => element.outerHTML.slice(0, 100));
  });
  expect(strangers).toEqual([]);
  expect(await page.locator("script").count()).toBe(2);
  expect(await page.evaluate(() => globalThis.ran)).toBeUndefined();
  expect(problems).toEqual([]);
});
