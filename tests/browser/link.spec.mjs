// The address carries what is looked at and chosen, never the data.

import { expect, fixture, test } from "./support/test.mjs";

const FILES = [fixture("carloan/reference.csv"), fixture("carloan/production.csv")];
const roleOf = (page, column) => page.getByLabel(`Role of ${column}`, { exact: true });

test("a link brings a choice to another window, where it can be taken back", async ({ app, page }) => {
  await app.open();
  await app.drop(FILES);
  await app.chapter("Data");
  await roleOf(page, "loan_length").selectOption("segment");
  await expect(page).toHaveURL(/#data\?set=.*loan_length/);

  await page.goto("about:blank");
  await page.goBack();
  await expect(page.getByText("The settings of the link are in force")).toBeVisible();
  await app.drop(FILES);
  await expect(roleOf(page, "loan_length")).toHaveValue("segment");
  await page.keyboard.press("Control+z");
  await expect(roleOf(page, "loan_length")).not.toHaveValue("segment");
  await expect(page).toHaveURL(/#data$/);
});

test("going back returns to a place and keeps what was chosen since", async ({ app, page }) => {
  await app.open();
  await app.drop(FILES);
  await app.chapter("Drift");
  await app.chapter("Data");
  await roleOf(page, "loan_length").selectOption("segment");
  await expect(page).toHaveURL(/set=/);
  await page.goBack();
  await expect(page).toHaveURL(/#drift\?set=/);
  await page.goForward();
  await expect(roleOf(page, "loan_length")).toHaveValue("segment");
});

test("says when it does not understand the settings of a link", async ({ app, page }) => {
  await app.open("./#drift?set=%7B%22unknown%22%3A1%7D");
  await expect(page.getByText("There is no setting unknown")).toBeVisible();
  await app.drop(FILES);
  await expect(app.row("car_value")).toBeVisible();
  expect(app.problems).toEqual([]);
});
