// The one file that runs from disk: it does what the hosted page does, and can reach nobody.

import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DIST, expect, fixture, test as base } from "./support/test.mjs";
import { waysOut } from "./support/ways-out.mjs";

const SEALED = join(DIST, "driftglass.html");
const FILES = [fixture("carloan/reference.csv"), fixture("carloan/production.csv")];

/** The test with `sealed`: the address of the file, alone in a folder. */
const test = base.extend({
  sealed: async ({}, use, testInfo) => {
    const path = testInfo.outputPath("sent by mail.html");
    await copyFile(SEALED, path);
    await use(pathToFileURL(path).href);
  },
});

/** The bytes of the report that the page saves. */
async function savedReport(page) {
  await page.getByRole("button", { name: "Save report" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save JSON" }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}

test("does from disk what the hosted page does, without a single request", async ({
  app,
  page,
  context,
  sealed,
}) => {
  await app.open();
  await app.drop(FILES);
  await expect(app.verdict).toContainText("No drift");
  const hosted = { verdict: await app.verdict.innerText(), report: await savedReport(page) };

  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  await app.open(sealed);
  await app.drop(FILES);
  await expect(app.verdict).toContainText("No drift");
  expect(await app.verdict.innerText()).toBe(hosted.verdict);
  expect((await savedReport(page)) === hosted.report).toBe(true);
  await expect(app.requestsPill).toContainText("0 requests");

  await app.chapter("Drift");
  await app.row("car_value").click();
  await expect(app.detail.locator("canvas").first()).toBeVisible();
  await app.chapter("Timeline");
  await expect(page.locator("#main")).toContainText("Timeline");
  expect(asked.filter((url) => url !== sealed && !url.startsWith("blob:"))).toEqual([]);
  expect(app.problems).toEqual([]);
});

test("states a policy that forbids every connection", async ({ app, sealed }) => {
  await app.open(sealed);
  const [{ "script-src": scripts, "style-src": styles, ...policy }, ...more] = await app.policies();
  expect(more).toEqual([]);
  expect(scripts).toMatch(/^('sha256-\S+' ){3}'wasm-unsafe-eval'$/);
  expect(styles).toMatch(/^'sha256-\S+'$/);
  expect(policy).toEqual({
    "default-src": "'none'",
    "img-src": "data: blob:",
    "connect-src": "'none'",
    "worker-src": "blob:",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
  });
});

test("reaches nobody, from the page or from its worker", async ({ app, page, sealed, elsewhere }) => {
  await app.open(sealed);
  await expect.poll(() => page.workers().length).toBe(1);
  const address = `${elsewhere.address}/carloan/reference.csv`;
  expect(await page.evaluate(waysOut, address)).toEqual([]);
  expect(await page.workers()[0].evaluate(waysOut, address)).toEqual([]);
  expect(elsewhere.requests).toEqual([]);
});

test("tells of a connection that was refused", async ({ app, page, sealed, elsewhere }) => {
  await app.open(sealed);
  await expect(app.requestsPill).toContainText("0 requests sent");
  await page.evaluate((url) => fetch(url).catch(() => null), elsewhere.address);
  await expect(app.requestsPill).toContainText("0 requests sent, 1 blocked");
});

test("cannot read a file beside it", async ({ app, page, sealed }, testInfo) => {
  await writeFile(testInfo.outputPath("beside.txt"), "secret");
  await app.open(sealed);
  expect(await page.evaluate(waysOut, new URL("beside.txt", sealed).href)).toEqual([]);
});

test("says so when it is damaged", async ({ app, page }, testInfo) => {
  const text = await readFile(SEALED, "utf8");
  const damaged = testInfo.outputPath("damaged.html");
  // In the middle of the page's wasm, which comes first.
  await writeFile(damaged, text.replace(/(id="page-\w+\.wasm">.{9999})./, "$1!"));
  await page.goto(pathToFileURL(damaged).href);
  await expect(app.bootMessage).toContainText("This file is damaged");
});

test("does not start when a script of it was changed", async ({ app, page }, testInfo) => {
  const text = await readFile(SEALED, "utf8");
  const changed = testInfo.outputPath("changed.html");
  expect(text).toContain("// Starts the page, or says");
  await writeFile(changed, text.replace("// Starts the page, or says", "// Starts another, or says"));
  await page.goto(pathToFileURL(changed).href);
  await page.waitForTimeout(500);
  await expect(app.bootMessage).toContainText("Driftglass is starting. If this sentence stays");
  expect(app.problems.join()).toContain("Content Security Policy");
});
