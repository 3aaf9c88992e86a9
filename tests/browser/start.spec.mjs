import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../scripts/serve.mjs";
import { DIST, expect, test } from "./support/test.mjs";

test("starts without an error or a breach of its policy", async ({ app }) => {
  await app.open();
  expect(app.problems).toEqual([]);
});

test("starts under any path of a server", async ({ app }) => {
  const root = await mkdtemp(join(tmpdir(), "driftglass-"));
  await cp(DIST, join(root, "some/where"), { recursive: true });
  const { address, close } = await serve(root, 0);
  await app.open(`${address}/some/where/`);
  expect(app.problems).toEqual([]);
  await close();
  await rm(root, { recursive: true });
});

test("says so when a part of it cannot be loaded", async ({ app, page }) => {
  await page.route("**/page-*.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(app.bootMessage).toContainText("could not start");
  await expect(app.bootMessage).toBeVisible();
});

test("says so when the browser lacks a feature", async ({ app, page }) => {
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await page.goto("./");
  await expect(app.bootMessage).toContainText("this browser lacks WebAssembly SIMD");
});

test("says so when WebAssembly is switched off", async ({ app, page }) => {
  await page.addInitScript(() => {
    delete globalThis.WebAssembly;
  });
  await page.goto("./");
  await expect(app.bootMessage).toContainText("this browser lacks WebAssembly, or has it");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("says that it needs it", async ({ page }) => {
    await page.goto("./");
    await expect(page.locator("noscript p")).toBeVisible();
  });
});
