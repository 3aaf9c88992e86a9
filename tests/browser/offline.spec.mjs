// The hosted page, kept on the machine: it starts without its server, whole or not at all.

import { appendFile, copyFile, cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { listForOffline } from "../../scripts/list-for-offline.mjs";
import { serve } from "../../scripts/serve.mjs";
import { DIST, expect, fixture, test as base } from "./support/test.mjs";

const FILES = [fixture("carloan/reference.csv"), fixture("carloan/production.csv")];
const SERVICE_WORKER = fileURLToPath(new URL("../../public/service-worker.js", import.meta.url));

/** The test with `host`: a copy of the built page with a server that can be stopped. */
const test = base.extend({
  host: async ({}, use, testInfo) => {
    const folder = testInfo.outputPath("dist");
    await cp(DIST, folder, { recursive: true });
    const requests = [];
    const { address, close } = await serve(folder, 0, ({ url }) => requests.push(url));
    let isUp = true;
    const stop = async () => {
      if (isUp) await close();
      isUp = false;
    };
    await use({ folder, address: `${address}/`, requests, stop });
    await stop();
  },
});

/** Publishes another version in the folder, one with another title. */
async function publish(folder) {
  const index = join(folder, "index.html");
  await writeFile(index, (await readFile(index, "utf8")).replace("<html ", '<html data-version="2" '));
  await copyFile(SERVICE_WORKER, join(folder, "service-worker.js"));
  listForOffline(folder, { keep: true });
}

const version = (page) => page.evaluate(() => document.documentElement.dataset.version);

test("works when its server is gone", async ({ app, page, host }) => {
  await app.open(host.address);
  await app.ready();
  await host.stop();
  await app.open(host.address);
  await app.drop(FILES);
  await expect(app.verdict).toContainText("No drift");
  await expect(app.requestsPill).toContainText("0 requests");
  await app.open(`${host.address}index.html#drift`);
  expect(app.problems).toEqual([]);
  await expect(page.locator(".newer")).toHaveCount(0);
});

test("asks for each file of the build, and for nothing else", async ({ app, host }) => {
  await app.open(host.address);
  await app.ready();
  const built = await readFile(join(host.folder, "service-worker.js"), "utf8");
  const { files } = JSON.parse(built.slice(built.indexOf("{"), built.indexOf("};") + 1));
  const names = Object.keys(files).map((name) => new URL(name, host.address).href);
  expect((await app.keptForOffline()).sort()).toEqual(names.sort());
  const known = new Set([...names, new URL("service-worker.js", host.address).href]);
  const unknown = host.requests.filter((url) => !known.has(new URL(url, host.address).href));
  expect(unknown).toEqual([]);
});

test("tells of a newer version, and takes it when asked", async ({ app, page, host }) => {
  await app.open(host.address);
  await app.ready();
  await publish(host.folder);
  await app.open(host.address);
  const line = page.locator(".newer");
  await expect(line).toContainText("A newer version is there");
  expect(await version(page)).toBeUndefined();
  await line.getByRole("button", { name: "Reload" }).click();
  await expect.poll(() => version(page).catch(() => null)).toBe("2");
  await expect(app.bootMessage).toHaveCount(0);
  await expect(line).toHaveCount(0);
  expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  await host.stop();
  await app.open(host.address);
  expect(await version(page)).toBe("2");
});

test("keeps nothing of a build that is not whole", async ({ app, page, host }) => {
  await appendFile(join(host.folder, "manifest.webmanifest"), "\n");
  await app.open(host.address);
  await app.drop(FILES);
  await expect(app.verdict).toBeVisible();
  const isKept = () =>
    page.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => Boolean(found)));
  await expect.poll(isKept).toBe(false);
});

test("works without a word where a page cannot be kept", async ({ app, page }) => {
  await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
  await app.open();
  await app.drop(FILES);
  await expect(app.verdict).toBeVisible();
  await expect.poll(async () => (await app.policies()).length).toBe(2);
  expect(app.problems).toEqual([]);
});

test("can be installed", async ({ host, launchOptions }, testInfo) => {
  // Browsers install nothing from a private window, which tests are run in.
  const context = await chromium.launchPersistentContext(testInfo.outputPath("profile"), launchOptions);
  const page = context.pages()[0];
  await page.goto(host.address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  const browser = await context.newCDPSession(page);
  const { errors, data } = await browser.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(JSON.parse(data).name).toBe("Driftglass");
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  expect(installabilityErrors).toEqual([]);
  await context.close();
});
