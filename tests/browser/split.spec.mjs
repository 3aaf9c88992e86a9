import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./support/test.mjs";

/** A file of three arms over four weeks, in which no column hangs on the arm. */
async function experiment() {
  const path = join(await mkdtemp(join(tmpdir(), "driftglass-")), "experiment.csv");
  const arm = (n) => ["control", "b", "c"][n % 3];
  const day = (n) => `2024-05-${String(1 + (n % 28)).padStart(2, "0")}`;
  const rows = Array.from({ length: 1200 }, (_, n) => `${arm(n)},${day(n)},${(n * 37) % 101}`);
  await writeFile(path, ["variant,day,amount", ...rows, ""].join("\n"));
  return path;
}

test("makes both sides of one file", async ({ app, page }) => {
  await app.open();
  await app.drop([await experiment()]);
  const menu = page.getByLabel("How to split the file");
  await expect(menu.getByRole("option")).toHaveText([
    "Split it",
    "Experiment by variant: control against 2 others",
    "By day: before 14 May 2024, and from then on",
  ]);
  await menu.selectOption({ index: 1 });
  await expect(app.verdict).toBeVisible();
  await app.chapter("Data");
  const main = page.getByRole("main");
  await expect(main).toContainText("experiment.csv, variant is control");
  await expect(main).toContainText("Taken: the rows where variant is not control, 800 of 1,200");
  expect(app.problems).toEqual([]);
});

test("computes again what a report with numbered columns was split by", async ({ app, page }, testInfo) => {
  const file = await experiment();
  const part = (rows) => ({ column: "variant", rows });
  const settings = {
    reading: {
      reference: { part: part({ is: "control" }), kinds: { amount: "category" } },
      production: { part: part({ is_not: "control" }), kinds: { amount: "category" } },
    },
    roles: { day: "ignore" },
    report: { mask_names: true },
  };
  await app.open(`#report?set=${encodeURIComponent(JSON.stringify(settings))}`);
  await app.drop([file]);
  await app.chapter("Report");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save JSON", exact: true }).click(),
  ]);
  const saved = testInfo.outputPath("report.json");
  await download.saveAs(saved);
  expect(await readFile(saved, "utf8")).not.toMatch(/"column": "(variant|amount|day)"/);
  for (const drops of [[[saved], [file]], [[saved, file]]]) {
    await page.getByRole("button", { name: "New comparison" }).click();
    for (const files of drops) {
      await app.drop(files);
      await expect(app.verdict).toBeVisible();
    }
    await expect(page.locator(".notices")).toContainText("Computed again, the same as");
    // What is in force names the file's own columns.
    await expect(page).toHaveURL(/set=/);
    const link = decodeURIComponent(page.url());
    expect(link).not.toContain("column 1");
    expect(link).toContain('"kinds":{"amount":"category"},"part":{"column":"variant"');
    expect(link).toContain('"roles":{"day":"ignore"}');
  }
  expect(app.problems).toEqual([]);
});
