// How good the model is: the numbers of scikit-learn, each model's own sections, and the thresholds.

import { readFile } from "node:fs/promises";
import { expect, fixture, largerData, test } from "./support/test.mjs";

/** Goes to a chapter of two files with roles that are chosen. */
async function open(app, chapter, files, roles) {
  await app.open(`./#${chapter}?set=${encodeURIComponent(JSON.stringify({ roles }))}`);
  await app.drop(files);
}

/** Rows of a fixture by the names of their columns; none of its fields holds a comma. */
async function rows(path) {
  const [head, ...lines] = (await readFile(fixture(path), "utf8")).trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((text, i) => [names[i], text])));
}

/** The share of pairs of a positive and a negative whose scores stand in order, ties by half. */
function rocAuc(labelled) {
  const [positives, negatives] = ["1", "0"].map((label) =>
    labelled.filter(({ repaid }) => Number(repaid) === Number(label)).map((row) => Number(row.y_pred_proba)),
  );
  let ordered = 0;
  for (const high of positives) for (const low of negatives) ordered += (high > low) + (high === low) / 2;
  return ordered / positives.length / negatives.length;
}

test("shows the area under the curve that counting pairs gives", async ({ app, page }) => {
  const [reference, production, targets] = await Promise.all(
    ["reference", "production", "targets"].map((name) => rows(`carloan/${name}.csv`)),
  );
  const late = new Map(targets.map(({ id, repaid }) => [id, repaid]));
  const labelled = production.filter(({ id }) => late.has(id)).map((row) => ({ ...row, repaid: late.get(row.id) }));
  await open(app, "performance", ["targets", "reference", "production"].map((name) => fixture(`carloan/${name}.csv`)), {});
  const cells = page.locator(".t-metrics tbody tr").filter({ hasText: "ROC AUC" }).locator("td");
  for (const [column, side] of [[1, reference], [2, labelled]]) {
    const shown = Number((await cells.nth(column).innerText()).split("\n")[0]);
    expect(Math.abs(shown - rocAuc(side))).toBeLessThan(0.001);
  }
  await expect(page.locator("main")).toContainText("What follows from each threshold");
  expect(app.problems).toEqual([]);
});

test("walks through the thresholds by arrow keys, and to the cheapest by a press", async ({ app, page }) => {
  await app.open("./#performance");
  await app.drop(["targets", "reference", "production"].map((name) => fixture(`carloan/${name}.csv`)));
  const slider = page.getByRole("slider").first();
  await expect(slider).toHaveAttribute("aria-valuetext", "0.5");
  const counts = page.locator(".chosen").first();
  await slider.press("Home");
  await expect(slider).toHaveAttribute("aria-valuetext", "0");
  await expect(counts).toContainText(/False negatives\s*0/);
  await slider.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", "0.01");
  const cheapest = page.getByRole("button", { name: "least cost" }).first();
  await cheapest.click();
  await expect(cheapest).toHaveAttribute("aria-pressed", "true");
  expect(app.problems).toEqual([]);
});

test("tells two models apart, with the numbers of scikit-learn", async ({ app, page }) => {
  const folder = largerData("c_credit");
  const golden = JSON.parse(await readFile(largerData("golden/c_credit/performance.json"), "utf8"));
  const files = ["reference", "production"].map((side) => `${folder}/${side}.csv`);
  await open(app, "performance", files, { default_next_month: "label" });
  for (const [model, suffix] of [["score_control", ""], ["score_treatment", "_treatment"]]) {
    const metrics = page.getByRole("region", { name: `Metrics of ${model}`, exact: true }).first();
    for (const [name, key] of [["ROC AUC", "roc_auc"], ["Brier score", "brier"], ["F1", "f1"]]) {
      const cells = metrics.locator("tbody tr").filter({ hasText: name }).locator("td");
      for (const [column, side] of [[1, "reference"], [2, "production"]]) {
        const shown = Number((await cells.nth(column).innerText()).split("\n")[0]);
        const digits = (await cells.nth(column).innerText()).split("\n")[0].split(".")[1].length;
        const expected = golden[`${side}${suffix}`].overall[key];
        expect(shown).toBe(Number(expected.toFixed(digits)));
      }
    }
  }
  const headings = await page.locator("main h2").allTextContents();
  expect(new Set(headings).size).toBe(headings.length);
});

test("draws the errors of a model of numbers", async ({ app, page }) => {
  const folder = largerData("b_flights_20k");
  const golden = JSON.parse(await readFile(largerData("golden/b_flights_20k/performance.json"), "utf8"));
  const files = ["reference", "production"].map((side) => `${folder}/${side}.csv`);
  await open(app, "performance", files, { arr_delay: "label", prediction: "prediction" });
  const error = page.locator(".t-metrics tbody tr").filter({ hasText: "mean absolute error" }).first();
  await expect(error).toContainText(golden.reference.overall.mae.toFixed(2));
  await expect(error).toContainText(golden.production.overall.mae.toFixed(2));
  await expect(page.getByRole("region", { name: "Errors" }).locator("canvas")).toBeVisible();
  await app.chapter("Calibration");
  await expect(page.getByRole("main")).toContainText("No column holds a probability of a class");
});
