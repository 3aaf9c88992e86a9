// Two logs without a model: what the service is held to, told under Performance and among the findings.

import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./support/test.mjs";

/** A log of 2,000 rows on 20 days whose latencies are so many times 1 to 100 ms. */
function log(times) {
  const two = (number) => String(number).padStart(2, "0");
  const rows = Array.from({ length: 2000 }, (_, i) => {
    const at = `2025-03-${two(1 + Math.floor(i / 100))} ${two(Math.floor(((i % 100) * 24) / 100))}:00:00`;
    return `${at},${(1 + ((i * 31) % 100)) * times},${i % 500 === 0 && times > 1 ? 503 : 200}`;
  });
  return `at,latency_ms,status\n${rows.join("\n")}\n`;
}

test("holds a log against its objectives", async ({ app, page }) => {
  const folder = await mkdtemp(join(tmpdir(), "driftglass-"));
  const files = [["reference", 1], ["production", 5]].map(([name, times]) => [join(folder, `${name}.csv`), log(times)]);
  for (const [path, text] of files) await writeFile(path, text);
  await app.open("./");
  await app.drop(files.map(([path]) => path));
  await expect(page.locator("main")).toContainText("99th percentile of latency_ms misses its objective");
  await app.chapter("Performance");
  const latency = page.locator(".t-objectives tbody tr").filter({ hasText: "99th percentile" });
  await expect(latency).toContainText("over its objective of 200 ms");
  await expect(page.getByRole("heading", { name: "How the service ran" })).toBeVisible();
  // On a phone every verdict is on screen without scrolling sideways.
  await page.setViewportSize({ width: 390, height: 844 });
  for (const verdict of await page.locator(".t-objectives .sev").all()) {
    const { x, width } = await verdict.boundingBox();
    expect(x + width).toBeLessThanOrEqual(390);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(app.problems).toEqual([]);
});
