// Whether probabilities can be believed: the numbers of scikit-learn and netcal, and the maps as files.

import { readFile } from "node:fs/promises";
import { expect, fixture, largerData, test } from "./support/test.mjs";

const CARLOAN = ["targets", "reference", "production"].map((name) => fixture(`carloan/${name}.csv`));

/** The first line of a cell as a number, with how many decimals it has. */
async function shown(cell) {
  const text = (await cell.innerText()).split("\n")[0].replace("−", "-");
  return { value: Number(text), decimals: (text.split(".")[1] ?? "").length };
}

test("shows promise and happening, and saves a map", async ({ app, page }) => {
  await app.open("./#calibration");
  await app.drop(CARLOAN);
  const main = page.getByRole("main");
  await expect(main.getByRole("region", { name: /^Promised and happened/ }).locator("canvas")).toHaveCount(3);
  await expect(main.getByRole("region", { name: /^Repair preview/ }).locator("canvas")).toHaveCount(4);
  // The gap of each window is drawn; its table is folded beneath.
  const overTime = main.getByRole("region", { name: /^Over time/ });
  await overTime.getByRole("application").press("Home");
  await expect(overTime.locator(".tip")).toContainText(/Gap, points.* to /);
  await expect(overTime.locator(".t-calibration-windows")).toBeHidden();
  await main.getByText("and as files").click();
  const button = main.getByRole("button", { name: "isotonic regression, JSON" }).first();
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const map = JSON.parse(await readFile(await download.path(), "utf8"));
  expect(map).toMatchObject({ score: "y_pred_proba", method: "isotonic", fitted_on: "reference" });
  const probabilities = map.points.map(({ probability }) => probability);
  expect(probabilities).toEqual(probabilities.toSorted((a, b) => a - b));
  expect(app.problems).toEqual([]);
});

test("shows the errors that scikit-learn and netcal give", async ({ app, page }) => {
  const folder = largerData("c_credit");
  const golden = JSON.parse(await readFile(largerData("golden/c_credit/calibration.json"), "utf8"));
  const roles = { default_next_month: "label" };
  await app.open(`./#calibration?set=${encodeURIComponent(JSON.stringify({ roles }))}`);
  await app.drop(["reference", "production"].map((side) => `${folder}/${side}.csv`));
  const measures = page.locator(".t-measures");
  const rows = [
    ["Calibration error (ECE)", (side) => side.uniform10.ece],
    ["Calibration error, adaptive", (side) => side.quantile10.ece],
    ["Largest gap (MCE)", (side) => side.quantile10.mce],
    ["Slope", (side) => side.calibration_intercept_slope_logit.slope],
    ["Spiegelhalter z", (side) => side.spiegelhalter.z],
    ["Brier score", (side) => side.uniform10.brier],
  ];
  for (const [name, value] of rows) {
    const cells = measures.locator("tbody tr").filter({ hasText: name }).locator("td");
    for (const [column, side] of [[1, "reference"], [2, "production"]]) {
      const { value: number, decimals } = await shown(cells.nth(column));
      expect(number, `${name}, ${side}`).toBe(Number(value(golden[side]).toFixed(decimals)));
    }
  }
});

test("ranks several classes, the farthest off first", async ({ app, page }) => {
  const folder = largerData("d_diamonds");
  const roles = { actual_cut: "label" };
  await app.open(`./#calibration?set=${encodeURIComponent(JSON.stringify({ roles }))}`);
  await app.drop(["reference", "production"].map((side) => `${folder}/${side}.csv`));
  const classes = page.getByRole("region", { name: /^Promised and happened/ });
  await expect(classes).toHaveCount(5, { timeout: 45_000 });
  const found = [];
  for (const section of await classes.all()) {
    const row = section.locator("tbody tr").filter({ hasText: "adaptive" });
    const { value } = await shown(row.locator("td").nth(2));
    found.push({ word: await section.locator("h2 + .sev").innerText(), value });
  }
  const words = ["clearly off", "off", "a little off", "can be believed"];
  const rank = ({ word, value }) => words.indexOf(word) * 10 - value;
  expect(found.map(rank)).toEqual(found.map(rank).toSorted((a, b) => a - b));
});
