// The drift page: whose answers the table and a detail show, and what stands under the table.

import { expect, fixture, test } from "./support/test.mjs";

test("shows another tool's answers in the table, in the detail and in the link", async ({ app, page }) => {
  await app.open();
  await app.drop([fixture("carloan/reference.csv"), fixture("carloan/production.csv")]);
  await app.chapter("Drift");
  const tools = page.getByRole("group", { name: "Convention" });
  await tools.getByRole("button", { name: "Evidently" }).click();
  await expect(page).toHaveURL(/tool=evidently/);
  await expect(page.getByRole("columnheader", { name: "It says" })).toBeVisible();
  await expect(app.row("car_value")).toContainText(/pass|drift/);
  // A tool that computes neither PSI nor another distance of the switch shows what it has.
  await tools.getByRole("button", { name: "TFDV" }).click();
  await expect(app.row("car_value")).toContainText(/0\.\d+Jensen–Shannon divergence/);
  await expect(page.getByText("TFDV: ")).toBeVisible();
  await tools.getByRole("button", { name: "Evidently" }).click();
  await app.row("car_value").click();
  const answers = app.detail.locator("figure").filter({ hasText: "Why do other tools" });
  await expect(answers.getByRole("row", { name: /NannyML/ })).toHaveCount(0);
  await tools.getByRole("button", { name: "All" }).click();
  await expect(answers.getByRole("row", { name: /NannyML/ }).first()).toBeVisible();
  await tools.getByRole("button", { name: "Deciles" }).click();
  expect(await answers.getByRole("row").count()).toBeLessThan(16);
  expect(app.problems).toEqual([]);
});

test("orders and copies a table", async ({ app, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.open();
  await app.drop([fixture("carloan/reference.csv"), fixture("carloan/production.csv")]);
  await app.chapter("Data");
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: "Values", exact: true }) });
  const names = () => section.locator("tbody .name").allTextContents();
  const asIs = await names();
  await section.getByRole("button", { name: "Column" }).click();
  expect(await names()).toEqual([...asIs].sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase(), "en")));
  await section.getByRole("button", { name: "Copy table" }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split("\n")[0]).toContain("Column\tMost frequent");
});

test("puts the table before what the model says and all columns together", async ({ app, page }) => {
  await app.open();
  await page.getByRole("button", { name: "Open the story A credit model drifting" }).click();
  await app.chapter("Drift");
  const table = await page.locator("table.columns").first().boundingBox();
  const together = page.getByRole("heading", { name: /together/ }).first();
  await expect(together).toBeVisible();
  expect((await together.boundingBox()).y).toBeGreaterThan(table.y);
  await app.row("entropy of score").click();
  await expect(app.detail.getByRole("application").first()).toBeVisible();
  const giveaways = page.getByRole("application", { name: /of what the classifier learned/ });
  await expect(giveaways).toHaveAttribute("aria-label", /channel|distance_from_office/);
  expect(app.problems).toEqual([]);
});
