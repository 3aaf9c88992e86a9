import { readdir } from "node:fs/promises";
import { DIST, expect, fixture, test } from "./support/test.mjs";
import { waysOut } from "./support/ways-out.mjs";

const FILES = [fixture("carloan/reference.csv"), fixture("carloan/production.csv")];

// Time in which a page that wanted to send something would have done so.
const QUIET_MS = 2_000;

test("asks only for its own files, and for nothing once files are dropped", async ({
  app,
  dist,
  context,
}) => {
  const asked = [];
  context.on("request", (request) => asked.push({ method: request.method(), url: request.url() }));

  await app.open();
  await app.ready();
  const own = (request) => request.method === "GET" && request.url.startsWith(dist.address);
  const notOwn = asked.filter((request) => !own(request) && !request.url.startsWith("blob:"));
  expect(notOwn).toEqual([]);
  expect(dist.requests.filter(({ method }) => method !== "GET")).toEqual([]);

  asked.length = 0;
  dist.requests.length = 0;
  await app.drop(FILES);
  await expect(app.verdict).toBeVisible();
  await app.page.waitForTimeout(QUIET_MS);
  expect(asked.filter(({ url }) => !url.startsWith("blob:"))).toEqual([]);
  expect(dist.requests).toEqual([]);
  expect(app.problems).toEqual([]);
});

test("asks only whether there is a newer version when it starts from this machine", async ({
  app,
  dist,
}) => {
  await app.open();
  await app.ready();
  dist.requests.length = 0;
  await app.open();
  await app.ready();
  await app.drop(FILES);
  await expect(app.verdict).toBeVisible();
  await expect(app.requestsPill).toContainText("0 requests");
  await app.page.waitForTimeout(QUIET_MS);
  const asked = dist.requests.filter(({ url }) => url !== "/service-worker.js");
  expect(asked).toEqual([]);
});

test("states a policy that names nothing but itself", async ({ app }) => {
  await app.open();
  await app.ready();
  const [policy, ...more] = await app.policies();
  expect(policy).toEqual({
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
  });
  // What only the service worker needed is taken back.
  expect(more).toEqual([{ "worker-src": "blob:" }]);
});

test("cannot reach another server from the page", async ({ app, page, elsewhere }) => {
  await app.open();
  expect(await page.evaluate(waysOut, `${elsewhere.address}/carloan/reference.csv`)).toEqual([]);
  expect(elsewhere.requests).toEqual([]);
});

test("cannot reach another server from the engine's worker", async ({ app, page, elsewhere }) => {
  await app.open();
  await expect.poll(() => page.workers().length).toBe(1);
  const [worker] = page.workers();
  expect(await worker.evaluate(waysOut, `${elsewhere.address}/carloan/reference.csv`)).toEqual([]);
  expect(elsewhere.requests).toEqual([]);
});

test("cannot start a worker that would escape the policy", async ({ app, page }) => {
  await app.open();
  await app.ready();
  const refused = page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
        new Worker(document.documentElement.dataset.workerJs);
      }),
  );
  expect(await refused).toBe("worker-src");
});

test("keeps nothing of the data on the machine", async ({ app, page, context, dist }) => {
  await app.open();
  await app.ready();
  await app.drop(FILES);
  await expect(app.verdict).toBeVisible();
  expect(await page.evaluate(() => ({ ...localStorage, ...sessionStorage }))).toEqual({});
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
  const own = await readdir(DIST, { recursive: true });
  const kept = await app.keptForOffline();
  expect(kept.length).toBeGreaterThan(5);
  const names = kept.map((address) => address.replace(`${dist.address}/`, "") || "index.html");
  expect(names.filter((name) => !own.includes(name))).toEqual([]);
});
