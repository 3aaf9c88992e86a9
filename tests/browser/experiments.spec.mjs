// Experiments: decided, refused, and read off the page against golden numbers.

import { readFile } from "node:fs/promises";
import { expect, largerData, test } from "./support/test.mjs";

/** The sizes of the numbers in a text. */
const sizes = (text) => (text.match(/[\d,]*\.?\d+/g) ?? []).map((found) => Number(found.replaceAll(",", "")));

/** Expects each value among the numbers of a row of the table of effects, as they are rounded there. */
async function expectInRow(page, metric, values) {
  const row = page.locator(".t-experiment-effects tbody tr").filter({ hasText: metric }).first();
  const told = sizes(await row.innerText());
  for (const value of values.map(Math.abs)) {
    const isTold = told.some((shown) => Math.abs(shown - value) <= Math.max(0.01 * value, 0.0005));
    expect(isTold, `${value} among ${told}`).toBe(true);
  }
}

/** What is expected of an experiment, and its file. */
async function experiment(name) {
  const golden = JSON.parse(await readFile(largerData(`golden/${name}/ab.json`), "utf8"));
  return { file: largerData(`${name}/experiment.csv`), golden };
}

/** Drops one file and splits it by an entry of the menu. */
async function split(app, page, file, entry) {
  await app.drop([file]);
  await page.getByLabel("How to split the file").selectOption({ label: entry });
  await expect(page.getByRole("navigation", { name: "Chapters" })).toBeVisible();
}

test("decides the checkout experiment by its golden numbers", async ({ app, page }) => {
  const { file, golden } = await experiment("e1_checkout");
  await app.open();
  await split(app, page, file, "Experiment by variant: control against treatment");
  await expect(app.verdict).toContainText("Ship “treatment”");
  await app.chapter("Experiments");
  const converted = golden.comparisons["treatment vs control"].converted;
  await expectInRow(page, "converted", [100 * converted.p_c, 100 * converted.p_t, converted.z_pooled.p]);
  expect(app.problems).toEqual([]);
});

test("refuses a mismatched experiment before any effect", async ({ app, page }) => {
  const { file, golden } = await experiment("e2_srm");
  await app.open();
  await split(app, page, file, "Experiment by variant: control against treatment");
  await expect(app.verdict).toContainText("The experiment cannot be judged");
  const main = page.getByRole("main");
  await app.chapter("Experiments");
  await expect(main).toContainText("country is “DE”");
  await expect(page.locator(".t-experiment-effects")).toHaveCount(0);
  for (const count of golden.srm.observed) {
    await expect(main).toContainText(count.toLocaleString("en"));
  }
  await app.chapter("Drift");
  await expect(main).not.toContainText("revenue is");
  await expect(app.row("converted")).toHaveCount(0);
  expect(app.problems).toEqual([]);
});

test("reads a field experiment by a column that the user names", async ({ app, page }) => {
  const { file, golden } = await experiment("e3_resume");
  const set = { roles: { ethnicity: "variant" }, experiments: { metrics: "callback" } };
  await app.open(`./#experiments?set=${encodeURIComponent(JSON.stringify(set))}`);
  await split(app, page, file, "By ethnicity: afam against cauc");
  const callback = Object.values(golden.comparisons)[0].callback;
  await expectInRow(page, "callback", [100 * callback.p_c, 100 * callback.p_t, 100 * callback.diff]);
  expect(app.problems).toEqual([]);
});
