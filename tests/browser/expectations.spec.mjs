// What the user expects: written, mistyped, and taken from the proposals.

import { expect, fixture, test } from "./support/test.mjs";

test("checks a line, names the mistake in another, and takes a proposal", async ({ app, page }) => {
  await app.open();
  await app.drop([fixture("carloan/reference.csv"), fixture("carloan/production.csv")]);
  await app.chapter("Data");
  const lines = page.locator("textarea.lines");
  await lines.fill("car_value > 0\nloan_lenght < 100");
  await lines.press("Tab");
  const outcomes = page.locator("table.t-expectations tbody tr");
  await expect(outcomes).toHaveCount(2);
  await expect(outcomes.filter({ hasText: "car_value > 0" })).toContainText("pass");
  await expect(outcomes.filter({ hasText: "loan_lenght" })).toContainText("loan_length");
  const proposal = page.getByRole("button", { name: /^\+ / }).first();
  const line = (await proposal.textContent()).slice(2);
  await proposal.click();
  await expect(lines).toHaveValue(`car_value > 0\nloan_lenght < 100\n${line}`);
  await expect(outcomes).toHaveCount(3);
  await page.keyboard.press("Control+z");
  await expect(outcomes).toHaveCount(2);
  expect(app.problems).toEqual([]);
});
