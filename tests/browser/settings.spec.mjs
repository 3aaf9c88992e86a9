// The settings: chosen in the panel, refused, taken back, and kept in the link.

import { expect, fixture, test } from "./support/test.mjs";

test("changes a setting in the panel and takes it back", async ({ app, page }) => {
  await app.open();
  await app.drop([fixture("carloan/reference.csv"), fixture("carloan/production.csv")]);
  await expect(app.verdict).toBeVisible();
  await page.keyboard.press("s");
  const panel = page.getByRole("dialog", { name: "Settings" });
  const cells = panel.getByLabel("Cells of PSI");
  await cells.fill("1");
  await cells.press("Tab");
  // Why not stands at the field, in words.
  const refused = panel.locator(".settings > div").filter({ has: page.getByLabel("Cells of PSI") }).getByRole("alert");
  await expect(refused).toHaveText("Cells of PSI cannot be that. Give a whole number from 2 to 1000.");
  await expect(cells).toHaveValue("10");
  await panel.getByRole("button", { name: "PSI 0.1 and 0.25" }).click();
  await expect(panel.getByLabel("PSI, significant")).toHaveValue("0.25");
  await expect.poll(() => decodeURIComponent(page.url())).toContain('"psi_significant":0.25');
  await panel.getByRole("button", { name: "Undo" }).click();
  await expect(panel.getByLabel("PSI, significant")).toHaveValue("0.2");
  await panel.getByRole("searchbox", { name: "Search settings" }).fill("cells of psi");
  await expect(panel.locator(".settings > div")).toHaveCount(1);
  await expect(cells).toHaveValue("10");
  expect(app.problems).toEqual([]);
});
