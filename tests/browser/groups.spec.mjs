// Where a model is weak, and whether it is fair: read off the page.

import { readFile } from "node:fs/promises";
import { expect, largerData, test } from "./support/test.mjs";

/** Opens a chapter of the credit pair. */
async function openCredit(app, page, chapter) {
  const roles = { default_next_month: "label", sex: "protected", age_band: "protected", age: "covariate" };
  const set = { roles, fairness: { favourable: "positive" } };
  await app.open(`./#${chapter}?set=${encodeURIComponent(JSON.stringify(set))}`);
  await app.drop(["reference", "production"].map((side) => largerData(`c_credit/${side}.csv`)));
  await expect(page.getByRole("navigation", { name: "Chapters" })).toBeVisible({ timeout: 60_000 });
}

test("names a weak segment of the credit pair that other rows confirm", async ({ app, page }) => {
  await openCredit(app, page, "segments");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1 })).toContainText("is weak where pay_0 is 1 or more");
  await expect(main).toContainText("confirmed");
  const [row] = await page.locator("table").filter({ hasText: "Rows where" }).first().locator("tbody tr").all();
  await expect(row).toContainText("pay_0 is 1 or more");
  expect(app.problems).toEqual([]);
});

test("shows the selection rates that fairlearn gives", async ({ app, page }) => {
  const golden = JSON.parse(await readFile(largerData("golden/c_credit/fairness.json"), "utf8"));
  await openCredit(app, page, "fairness");
  const section = page.getByRole("region", { name: "score_control by sex", exact: true });
  await expect(section).toContainText("The model says 1 for");
  const odds = section.locator("tbody tr").filter({ hasText: "Equal opportunity, difference" });
  const shown = Number((await odds.locator("td").nth(3).innerText()).replace("−", "-").split(" ")[0]);
  expect(Math.abs(shown - 100 * golden.reference.sex.equal_opportunity_difference)).toBeLessThan(0.05);
  expect(app.problems).toEqual([]);
});
