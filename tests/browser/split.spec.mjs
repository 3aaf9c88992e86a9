import { mkdtemp, writeFile } from "node:fs/promises";
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
