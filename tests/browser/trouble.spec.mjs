// What the page says when things go wrong.

import { writeFile } from "node:fs/promises";
import { expect, fixture, test } from "./support/test.mjs";

const GOOD = fixture("carloan/reference.csv");

/** Writes a file for one test and gives its path. */
async function file(testInfo, name, content) {
  const path = testInfo.outputPath(name);
  await writeFile(path, content);
  return path;
}

const lines = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join("\n");

for (const [what, name, content, sentence] of [
  ["an empty file", "empty.csv", "", "The file is empty"],
  ["an Excel workbook", "book.csv", "PK\u0003\u0004 and more", "Excel"],
]) {
  test(`says what is wrong with ${what}`, async ({ app, page }, testInfo) => {
    await app.open();
    await app.drop([GOOD, await file(testInfo, name, content)]);
    const card = page.getByRole("alert");
    await expect(card).toContainText(sentence);
    await expect(card).toContainText(name);
  });
}

test("goes on saying that a file is empty when another place is filled", async ({ app, page }, testInfo) => {
  await app.open();
  const zone = (side) => page.locator(`[data-side="${side}"]`);
  const choose = (side, path) => zone(side).locator("input[type=file]").setInputFiles(path);
  await choose("Reference", await file(testInfo, "empty.csv", ""));
  const card = page.getByRole("alert");
  await expect(card).toContainText("The file is empty");
  await choose("Production", fixture("carloan/production.csv"));
  await expect(zone("Production")).toContainText("rows");
  await expect(card).toContainText("The file is empty");
  await choose("Reference", GOOD);
  await expect(app.verdict).toBeVisible();
  await expect(card).toHaveCount(0);
});

test("says that nothing is in common", async ({ app }, testInfo) => {
  const other = await file(testInfo, "other.csv", `u,v\n${lines(80, (i) => `${i % 7},${i % 3}`)}\n`);
  await app.open();
  await app.drop([GOOD, other]);
  await expect(app.verdict).toContainText("no column in common");
});

test("keeps the rows before an unfinished quote, and says so", async ({ app, page }, testInfo) => {
  const rows = lines(200, (i) => `${i % 50},word`);
  const broken = await file(testInfo, "broken.csv", `x,note\n${rows}\n7,"never closed\n8,more\n`);
  await app.open();
  await app.drop([broken, broken]);
  await expect(app.verdict).toBeVisible();
  await app.chapter("Data");
  await expect(page.getByText(/does not close/).first()).toBeVisible();
  await page.getByLabel("Quote of reference").selectOption("none");
  await page.getByLabel("Quote of production").selectOption("none");
  await expect(page.getByText(/does not close/)).toHaveCount(0);
  await expect(page.locator(".files")).toContainText("202 rows");
});

test("goes back to the files before one that cannot be read", async ({ app, page }, testInfo) => {
  await app.open();
  await app.drop([GOOD, fixture("carloan/production.csv")]);
  await expect(app.verdict).toContainText("No drift");
  await app.drop([await file(testInfo, "book.csv", "PK\u0003\u0004 and more")]);
  await expect(page.getByRole("alert")).toContainText("Excel");
  await app.chapter("Data");
  await page.getByLabel("Role of car_value").selectOption("ignore");
  await app.chapter("Drift");
  await expect(app.row("car_value")).toHaveCount(0);
  await expect(app.row("loan_length")).toHaveCount(1);
});

test("forgets the files when a new comparison begins", async ({ app, page }, testInfo) => {
  await app.open();
  await app.drop([GOOD, fixture("carloan/production.csv")]);
  await expect(app.verdict).toBeVisible();
  await page.getByRole("button", { name: "New comparison" }).click();
  const large = await file(testInfo, "large.csv", LARGE);
  await app.drop([large, large]);
  await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
  await expect(page.getByText("reference.csv")).toHaveCount(0);
  await app.drop([GOOD, GOOD]);
  await expect(app.verdict).toContainText("the same values");
});

test("is not held up by a name of a hundred thousand characters", async ({ app, page }, testInfo) => {
  const name = "long ".repeat(20_000);
  const text = (shift) => `x,${name}\n${lines(300, (i) => `${i % 50},${(i * 7 + shift) % 90}`)}\n`;
  const files = [await file(testInfo, "a.csv", text(0)), await file(testInfo, "b.csv", text(40))];
  await app.open();
  await app.drop(files);
  await expect(app.verdict).toBeVisible();
  await app.chapter("Drift");
  await expect(app.row("x")).toBeVisible({ timeout: 3_000 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize().width);
});

test("compares five thousand columns", async ({ app }, testInfo) => {
  const header = Array.from({ length: 5_000 }, (_, i) => `c${i}`).join(",");
  const row = (r) => Array.from({ length: 5_000 }, (_, i) => (r * 7919 + i * 31) % 1009).join(",");
  const wide = await file(testInfo, "wide.csv", `${header}\n${lines(60, row)}\n`);
  await app.open();
  await app.drop([wide, wide]);
  await expect(app.verdict).toBeVisible({ timeout: 50_000 });
});

/** Ends the engine as an error does that it does not catch. */
const killEngine = (page) =>
  page.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new Error("the end of this engine");
    });
  });

const LARGE = `a,b,c,d\n${lines(2_000_000, (i) => `${i},${i * 1.5},${i % 97}.25,${i % 1009}`)}\n`;

test("restarts an engine that dies at work, and reads the files again", async ({ app, page }, testInfo) => {
  const large = await file(testInfo, "large.csv", LARGE);
  await app.open();
  await app.ready();
  await app.drop([large, large]);
  await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
  await killEngine(page);
  await expect(app.verdict).toContainText("No drift");
  await expect(page.getByText("It was restarted and the files were read again")).toBeVisible();
});

test("fills an engine again that died while it had nothing to do", async ({ app, page }) => {
  await app.open();
  await app.drop([GOOD, fixture("carloan/production.csv")]);
  await expect(app.verdict).toContainText("No drift");
  await killEngine(page);
  await app.chapter("Data");
  await page.getByLabel("Role of car_value").selectOption("ignore");
  await app.chapter("Drift");
  await expect(app.row("car_value")).toHaveCount(0);
  await expect(app.row("loan_length")).toHaveCount(1);
});

test("cancels and keeps what was there", async ({ app, page }, testInfo) => {
  await app.open();
  await app.drop([GOOD, fixture("carloan/production.csv")]);
  await expect(app.verdict).toContainText("No drift");
  const large = await file(testInfo, "large.csv", LARGE);
  await app.drop([large, large]);
  await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Cancel" })).toHaveCount(0);
  await expect(page.locator(".files")).toContainText("5,000 rows");
  await expect(page.locator(".files")).not.toContainText("large.csv");
});
