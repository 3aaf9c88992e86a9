// The cells of a column: chosen by the reader, computed while they look, and kept in the link.

import { expect, fixture, test } from "./support/test.mjs";

const FILES = [fixture("carloan/reference.csv"), fixture("carloan/production.csv")];
const cellsOf = (app) => app.detail.locator("table.t-cells tbody tr");

test("cuts a column anew and brings the cut along in the link", async ({ app, page }) => {
  await app.open();
  await app.drop(FILES);
  await app.chapter("Drift");
  await app.row("car_value").click();
  const cut = app.detail.getByRole("group", { name: "What makes the cells" });
  await cut.getByLabel("Rule").selectOption("Equal width");
  await expect(app.detail.locator(".cells .facts")).toContainText("PSI");
  const count = cut.getByLabel("Number of cells");
  await count.fill("4");
  await count.press("Tab");
  await expect(cellsOf(app)).toHaveCount(4);
  const edges = cut.getByRole("textbox", { name: "Edges" });
  // No rounding noise: a person could have typed them.
  expect(await edges.inputValue()).toMatch(/^-?[\d.]{1,17}( -?[\d.]{1,17})*$/);
  await edges.fill("10000 20000.5");
  await edges.press("Tab");
  await expect(cellsOf(app)).toHaveCount(3);
  await expect(page).toHaveURL(/#drift\/car_value\?cut=.*20000\.5/);

  await page.goto("about:blank");
  await page.goBack();
  await app.drop(FILES);
  await expect(cellsOf(app)).toHaveCount(3);
  await expect(cut.getByLabel("Rule")).toHaveValue("6");

  await edges.fill("10000 many");
  await edges.press("Tab");
  await expect(app.detail.locator(".cells")).toContainText("An edge is not a number");
  await expect(page).not.toHaveURL(/cut=/);
  expect(app.problems).toEqual([]);
});

test("goes back and forward between cuts no more than between columns", async ({ app, page }) => {
  await app.open();
  await app.drop(FILES);
  await app.chapter("Drift");
  await app.row("car_value").click();
  await app.detail.getByLabel("Small shares").selectOption("Floor");
  const amount = app.detail.getByLabel("How much");
  await amount.fill("0.02");
  await amount.press("Tab");
  await expect(page).toHaveURL(/cut=.*0\.02/);
  await app.row("loan_length").click();
  await expect(page).not.toHaveURL(/cut=/);
  await page.goBack();
  await expect(page).toHaveURL(/#drift\/car_value\?cut=/);
  await expect(amount).toHaveValue("0.02");
});
