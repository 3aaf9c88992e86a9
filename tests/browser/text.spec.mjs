// A column of sentences: told from the reference by its words.

import { expect, test } from "./support/test.mjs";

/** Rows of sentences over some words, the same every time. */
function notes(words, rows) {
  let state = 7;
  const next = (below) => (state = (state * 1103515245 + 12345) % 2147483648) % below;
  const sentence = () => Array.from({ length: 9 }, () => words[next(words.length)]).join(" ");
  const lines = Array.from({ length: rows }, (_, row) => `${row % 50},${sentence()}`);
  return Buffer.from(`amount,note\n${lines.join("\n")}\n`);
}

test("compares the words of a text column", async ({ app, page }) => {
  const before = "the client paid late and asked for a new date after one call today".split(" ");
  const after = [...before, "refund", "chargeback", "fraud", "lawyer"];
  await app.open();
  const inputs = page.locator("input[type=file]");
  await inputs.nth(0).setInputFiles({ name: "before.csv", mimeType: "text/csv", buffer: notes(before, 600) });
  await inputs.nth(1).setInputFiles({ name: "after.csv", mimeType: "text/csv", buffer: notes(after, 600) });
  await app.chapter("Drift");
  await expect(app.row("note")).toContainText("significant");
  await app.row("note").click();
  await expect(app.detail).toContainText(/refund|fraud/);
  expect(app.problems).toEqual([]);
});
