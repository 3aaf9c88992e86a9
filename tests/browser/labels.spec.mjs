// Labels that came later: a third file, dropped with the other two, added, or left out.

import { expect, fixture, test } from "./support/test.mjs";

const FILES = [fixture("carloan/reference.csv"), fixture("carloan/production.csv")];
const LABELS = fixture("carloan/targets.csv");
const MET = "labels for 2,000 of 5,000 production rows, by id";

test("joins a third file to production by the id", async ({ app, page }) => {
  await app.open();
  await app.drop([LABELS, ...FILES]);
  await expect(app.verdict).toContainText("No drift");
  await app.chapter("Performance");
  const main = page.getByRole("main");
  await expect(main).toContainText("Without labels, CBPE expects ROC AUC");
  await expect(main).toContainText("What came true is");
  await expect(main).toContainText("40% of production’s rows have a label");
  await app.chapter("Data");
  await expect(page.locator(".labels-file")).toContainText(`targets.csv ${MET}`);
  await page.getByRole("button", { name: "Leave the labels out" }).click();
  await expect(page.locator(".labels-file")).not.toContainText("targets.csv");
  await expect(page.getByRole("main")).toContainText("Only the reference has it");
  expect(app.problems).toEqual([]);
});

test("takes labels when both files are there, and says when no id meets", async ({ app, page }) => {
  await app.open();
  await app.drop(FILES);
  await expect(app.verdict).toContainText("No drift");
  await app.drop([LABELS]);
  await app.chapter("Data");
  await expect(page.locator(".labels-file")).toContainText(MET);
  const other = Buffer.from("id,repaid\nx1,0\nx2,1\n");
  const picker = page.locator(".labels-file input[type=file]");
  await picker.setInputFiles({ name: "other.csv", mimeType: "text/csv", buffer: other });
  await expect(page.locator(".notices")).toContainText("No id of other.csv is one of production.csv");
  await page.getByRole("button", { name: "Leave the labels out" }).click();
  await expect(page.locator(".notices")).not.toContainText("No id of");
  expect(app.problems).toEqual([]);
});
