// Drift over time: when it began, read on the map, with another choice of windows.

import { expect, test } from "./support/test.mjs";

test("says when it began and follows another choice of windows", async ({ app, page }) => {
  await app.open();
  await page.getByRole("button", { name: "Open the story A credit model" }).click();
  await expect(app.verdict).toBeVisible();
  await app.chapter("Timeline");
  const headline = page.getByRole("heading", { level: 1 });
  await expect(headline).toContainText("It began");
  const windows = page.getByRole("group", { name: "Windows" });
  const [chosen] = await windows.getByRole("button", { pressed: true }).allTextContents();
  const map = page.getByRole("application", { name: /columns by/ });
  const before = await map.getAttribute("aria-label");
  await map.focus();
  await page.keyboard.press("End");
  await expect(page.locator(".tip")).toContainText("PSI");
  await windows.getByRole("button", { pressed: false }).first().click();
  await expect(map).not.toHaveAttribute("aria-label", before);
  await expect(page).toHaveURL(/set=/);
  await page.keyboard.press("Control+z");
  await expect(windows.getByRole("button", { pressed: true })).toHaveText(chosen);
  const baseline = page.getByRole("group", { name: "Baseline" });
  await expect(baseline.getByRole("button", { name: "Same hour" })).toBeDisabled();
  expect(app.problems).toEqual([]);
});

test("reads the map by keys and compares with another baseline", async ({ app, page }) => {
  await app.open();
  await page.getByRole("button", { name: "Open the story A credit model" }).click();
  await expect(app.verdict).toBeVisible();
  await app.chapter("Timeline");
  const map = page.getByRole("application", { name: /columns by/ });
  const tip = page.locator(".tip");
  await map.focus();
  await page.keyboard.press("Home");
  const first = await tip.textContent();
  await page.keyboard.press("ArrowRight");
  await expect(tip).not.toHaveText(first);
  await page.keyboard.press("ArrowLeft");
  await expect(tip).toHaveText(first);
  // Enter shows the column of the cell, and the link says so.
  const column = page.getByLabel("Column over time");
  await column.selectOption("region");
  await map.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(column).toHaveValue(first.split(",")[0]);
  await expect(page).toHaveURL(new RegExp(`#timeline/${first.split(",")[0]}`));
  await page.keyboard.press("Escape");
  await expect(tip).toHaveCount(0);
  const baseline = page.getByRole("group", { name: "Baseline" });
  await baseline.getByRole("button", { name: "Window before" }).click();
  await expect(baseline.getByRole("button", { pressed: true })).toHaveText("Window before");
  await expect(page).toHaveURL(/set=.*baseline/);
  expect(app.problems).toEqual([]);
});
