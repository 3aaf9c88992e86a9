// The report: saved, read without scripts, opened again, computed again, held against an earlier one.

import { readFile, writeFile } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import { expect, fixture, largerData, test } from "./support/test.mjs";

const FILES = [fixture("carloan/reference.csv"), fixture("carloan/production.csv")];

/** Saves a form of the report that is on screen; its path. */
async function save(app, page, button, path) {
  await app.chapter("Report");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  await download.saveAs(path);
  return path;
}

async function savedReport(app, page, testInfo, button = "Save HTML", ending = "html") {
  await app.open();
  await app.drop(FILES);
  await expect(app.verdict).toBeVisible();
  const headline = await app.verdict.textContent();
  const path = await save(app, page, button, testInfo.outputPath(`report.${ending}`));
  return { headline, path };
}

test("is read without scripts, wide and narrow, and asks for nothing", async ({ app, page, browser }, testInfo) => {
  const { headline, path } = await savedReport(app, page, testInfo);
  for (const width of [1000, 390]) {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 844 } });
    const reader = await context.newPage();
    const requests = [];
    reader.on("request", (request) => requests.push(request.url()));
    await reader.goto(`file://${path}`);
    await expect(reader.locator("h1")).toHaveText(headline);
    await expect(reader.getByRole("heading", { name: "Made from" })).toBeVisible();
    await reader.getByText("Drift", { exact: true }).click();
    await expect(reader.locator("#drift table").first()).toBeVisible();
    expect(requests).toEqual([`file://${path}`]);
    expect(await reader.evaluate(() => document.documentElement.scrollWidth).catch(() => width)).toBeLessThanOrEqual(width);
    await context.close();
  }
});

test("sorts its tables and says its values with scripts", async ({ app, page, context }, testInfo) => {
  const { path } = await savedReport(app, page, testInfo);
  const reader = await context.newPage();
  const problems = [];
  reader.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  reader.on("pageerror", (error) => problems.push(error.message));
  await reader.goto(`file://${path}`);
  await reader.getByText("Drift", { exact: true }).click();
  const table = reader.locator("#drift table").first();
  await table.getByRole("button", { name: "Distance" }).click();
  const distances = await table.locator("tbody td:nth-child(4)").allTextContents();
  const numbers = distances.map((text) => Number(/[\d.]+/.exec(text)?.[0] ?? 0));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  await reader.locator(".m").first().hover();
  await expect(reader.locator(".tip")).toBeVisible();
  expect(problems).toEqual([]);
});

for (const [button, ending] of [["Save HTML", "html"], ["Save JSON", "json"]]) {
  test(`opens again from ${ending}, and its files give the same, byte for byte`, async ({ app, page }, testInfo) => {
    const { headline, path } = await savedReport(app, page, testInfo, button, ending);
    await page.getByRole("button", { name: "New comparison" }).click();
    await app.drop([path]);
    await expect(app.verdict).toHaveText(headline);
    await expect(page.locator(".notices")).toContainText("Drop its files to compute it again");
    await app.drop(FILES);
    await expect(page.locator(".notices")).toContainText("Computed again, the same as");
    await page.getByRole("button", { name: "See the record" }).click();
    await expect(page.getByRole("region", { name: "Record" })).toContainText("the same as the record, byte for byte");
    expect(app.problems).toEqual([]);
  });
}

test("computes a report with numbered columns again, with the labels that came later", async ({ app, page }, testInfo) => {
  const settings = {
    reading: { production: { kinds: { loan_length: "category" } } },
    labels: { id: "id", reading: { kinds: { repaid: "boolean" } } },
    roles: { salary_range: "protected", repaid: "label" },
    report: { mask_names: true },
  };
  const files = [...FILES, fixture("carloan/targets.csv")];
  await app.open(`#report?set=${encodeURIComponent(JSON.stringify(settings))}`);
  await app.drop(files);
  await expect(page.locator("tr, li").filter({ hasText: "targets.csv" }).first()).toBeAttached();
  const path = await save(app, page, "Save JSON", testInfo.outputPath("masked.json"));
  expect(JSON.parse(await readFile(path, "utf8")).settings.roles).toEqual({ "column 3": "protected", "column 9": "label" });
  await page.getByRole("button", { name: "New comparison" }).click();
  await app.drop([path]);
  await expect(app.verdict).toBeVisible();
  await app.drop(files);
  await expect(page.locator(".notices")).toContainText("Computed again, the same as");
  expect(decodeURIComponent(page.url())).toContain('"roles":{"repaid":"label","salary_range":"protected"}');
  expect(app.problems).toEqual([]);
});

test("says what differs when other files are dropped on a record", async ({ app, page }, testInfo) => {
  const { path } = await savedReport(app, page, testInfo);
  await page.getByRole("button", { name: "New comparison" }).click();
  await app.drop([path]);
  await expect(app.verdict).toBeVisible();
  await app.drop([FILES[0], FILES[0]]);
  await expect(page.locator(".notices")).toContainText("Computed again, and not the same as");
  await page.getByRole("button", { name: "See what differs" }).click();
  await expect(page.getByRole("region", { name: "Record" })).toContainText("not the same as the record");
  await expect(page.getByRole("region", { name: "Record" })).toContainText("Another production file: reference");
});

test("tells what changed since earlier reports, and opens one from the first page", async ({ app, page }, testInfo) => {
  const { headline, path } = await savedReport(app, page, testInfo);
  const since = page.getByRole("region", { name: "Since earlier reports" });
  const earlier = since.locator("input[type=file]");
  await earlier.setInputFiles(path);
  const rows = since.locator("table").first().locator("tbody tr");
  await expect(rows).toHaveCount(2);
  const again = testInfo.outputPath("again.html");
  await writeFile(again, await readFile(path));
  await earlier.setInputFiles([path, again]);
  await expect(rows).toHaveCount(3);
  await page.getByRole("button", { name: "New comparison" }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Open a report" }).click(),
  ]);
  await chooser.setFiles(path);
  await expect(app.verdict).toHaveText(headline);
  expect(app.problems).toEqual([]);
});

test("fills in a model card and saves it", async ({ app, page }, testInfo) => {
  await app.open();
  await app.drop(FILES);
  await expect(app.verdict).toBeVisible();
  await app.chapter("Report");
  const card = page.getByRole("region", { name: "Model card" });
  await card.getByText("Fill in what only people know").click();
  await card.getByLabel("Model name").fill("Price <b>of</b> cars");
  await card.getByLabel("Intended use", { exact: true }).fill("Offers, read by a person.");
  await card.getByLabel("Owner").fill("The pricing team");
  await card.getByText("Read the card").click();
  await expect(card).toContainText("Model card of Price <b>of</b> cars");
  await expect(card).toContainText("Intended use: Offers, read by a person.");
  await app.chapter("Drift");
  await app.chapter("Report");
  await card.getByText("Fill in what only people know").click();
  await expect(card.getByLabel("Owner")).toHaveValue("The pricing team");
  const markdown = await readFile(await save(app, page, "Save card as Markdown", testInfo.outputPath("card.md")), "utf8");
  expect(markdown).toContain("Offers, read by a person.");
  expect(markdown).toContain("The pricing team");
  const html = await readFile(await save(app, page, "Save card as HTML", testInfo.outputPath("card.html")), "utf8");
  expect(html).toContain("Price &lt;b&gt;of&lt;/b&gt; cars");
  expect(app.problems).toEqual([]);
});

test("names no value of few rows, unless that is chosen", async ({ app, page }, testInfo) => {
  const rows = (side) => Array.from({ length: 400 }, (_, i) => `${i},${i % 7 === 0 ? "web" : "shop"},${i % 90}`);
  const [reference, production] = ["reference", "production"].map((side) => testInfo.outputPath(`${side}.csv`));
  const head = "key,channel,amount";
  await writeFile(reference, [head, ...rows(), "9001,Mrs Unmistakable,5"].join("\n"));
  await writeFile(production, [head, ...rows(), "9002,Mr Unforgettable,5"].join("\n"));
  await app.open();
  await app.drop([reference, production]);
  await expect(app.verdict).toBeVisible();
  const withheld = await readFile(await save(app, page, "Save JSON", testInfo.outputPath("withheld.json")), "utf8");
  expect(withheld).not.toMatch(/Unmistakable|Unforgettable/);
  const leaving = page.getByRole("region", { name: "What leaves the desk" });
  await expect(leaving).toContainText("Aggregates only, no rows");
  await leaving.getByLabel("Withhold what is rare").selectOption("false");
  const whole = await readFile(await save(app, page, "Save JSON", testInfo.outputPath("whole.json")), "utf8");
  expect(whole).toMatch(/Unmistakable/);
  await expect(leaving).toContainText("Nothing is withheld");
});

test("runs nothing of a hostile report, and says that it is none", async ({ app, page }, testInfo) => {
  const hostile = testInfo.outputPath("report.html");
  await writeFile(hostile, "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>");
  await app.open();
  await app.drop([hostile]);
  await expect(page.getByRole("alert")).toContainText("no report that can be opened");
  expect(await page.evaluate(() => window.hacked)).toBeUndefined();
});

test("keeps the report of the whole car-loan pair under 150 kB", async ({ app, page }, testInfo) => {
  const data = largerData("a_carloan");
  await app.open();
  await app.drop([`${data}/reference.csv`, `${data}/production.csv`]);
  await expect(app.verdict).toContainText("car_value is higher");
  const path = await save(app, page, "Save HTML", testInfo.outputPath("carloan.html"));
  expect((await readFile(path)).length).toBeLessThan(150_000);
});

/** What a ZIP archive holds, by names, read off its central directory. */
function unzipped(zip) {
  const files = {};
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, nameLength, extra, comment, local] = [
      zip.readUInt32LE(at + 20),
      ...[28, 30, 32].map((field) => zip.readUInt16LE(at + field)),
      zip.readUInt32LE(at + 42),
    ];
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    files[name] = inflateRawSync(zip.subarray(start, start + packed));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

test("saves everything in one archive, each chart as SVG and as PNG", async ({ app, page }, testInfo) => {
  await app.open();
  await app.drop(FILES);
  await expect(app.verdict).toBeVisible();
  const files = unzipped(await readFile(await save(app, page, "Save all", testInfo.outputPath("all.zip"))));
  const names = Object.keys(files);
  for (const name of ["report.html", "report.json", "report.md"]) expect(names).toContain(name);
  expect(names.some((name) => /^tables\/.*\.csv$/.test(name))).toBe(true);
  const stems = (ending) => names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -4)).sort();
  expect(stems(".svg").length).toBeGreaterThan(3);
  expect(stems(".png")).toEqual(stems(".svg"));
  for (const name of names.filter((name) => name.endsWith(".png"))) {
    expect(files[name].subarray(0, 8)).toEqual(Buffer.from("\x89PNG\r\n\x1a\n", "latin1"));
    // Twice the width of the SVG file.
    expect(files[name].readUInt32BE(16)).toBe(1280);
  }
  expect(app.problems).toEqual([]);
});
