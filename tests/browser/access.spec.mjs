// Nothing that axe finds on any page: names, roles, contrast, keyboard.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, test } from "./support/test.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds on the page as it is, a line each. */
async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(
    (rules) => globalThis.axe.run(document, { runOnly: rules }).then((result) => result.violations),
    RULES,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test.describe(`${colorScheme}, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 }, hasTouch: width < 600 });

      test("every page can be used by everyone", async ({ app, page }) => {
        await app.open();
        expect(await violations(page)).toEqual([]);
        await page.getByRole("button", { name: "Open the story A credit model" }).click();
        await expect(app.verdict).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press("3");
        await page.getByRole("button", { name: "Details of" }).nth(1).click();
        await expect(app.detail).toBeVisible();
        expect(await violations(page)).toEqual([]);
        const chapters = ["Performance", "Calibration", "Segments", "Fairness", "Experiments"];
        for (const [position, chapter] of chapters.entries()) {
          await page.keyboard.press(String(4 + position));
          await expect(page.locator(".eyebrow")).toHaveText(chapter);
          expect(await violations(page)).toEqual([]);
        }
        await page.keyboard.press("9");
        await expect(page.getByRole("heading", { name: "What happened, in order" })).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.keyboard.press("2");
        await expect(page.getByRole("heading", { name: "Ledger" })).toBeVisible();
        expect(await violations(page)).toEqual([]);
      });
    });
  }
}
