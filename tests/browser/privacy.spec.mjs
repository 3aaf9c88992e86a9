import { expect, fixture, test } from "./support/test.mjs";

const FILES = [fixture("carloan/reference.csv"), fixture("carloan/production.csv")];

// Time in which a page that wanted to send something would have done so.
const QUIET_MS = 2_000;

/**
 * Tries the ways that a script has to reach `url`; resolves to those that were not refused within
 * a second. Runs in the page or in a worker, where the ways that need a document fail.
 */
async function waysOut(url) {
  const ways = {
    fetch: () => fetch(url, { mode: "no-cors" }),
    request: () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        Object.assign(request, { onload: resolve, onerror: reject });
        request.open("GET", url);
        request.send();
      }),
    socket: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(url.replace("http", "ws"));
        Object.assign(socket, { onopen: resolve, onerror: reject });
      }),
    script: () => (globalThis.importScripts ? importScripts(url) : import(url)),
    image: () =>
      new Promise((resolve, reject) => {
        Object.assign(new Image(), { onload: resolve, onerror: reject, src: url });
      }),
    form: () =>
      new Promise((_, reject) => {
        const form = Object.assign(document.createElement("form"), { action: url });
        addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
          if (effectiveDirective === "form-action") reject();
        });
        document.body.append(form);
        form.submit();
      }),
  };
  const open = [];
  for (const [name, way] of Object.entries(ways)) {
    const second = new Promise((resolve) => setTimeout(resolve, 1_000));
    try {
      await Promise.race([way(), second]);
      open.push(name);
    } catch {
      // Refused.
    }
  }
  return open;
}

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

test("states a policy that names nothing but itself", async ({ app }) => {
  await app.open();
  expect(await app.policy()).toEqual({
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "worker-src": "blob:",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
  });
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
  const refused = page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective));
        new Worker(document.documentElement.dataset.workerJs);
      }),
  );
  expect(await refused).toBe("worker-src");
});

test("keeps nothing of the data on the machine", async ({ app, page, context }) => {
  await app.open();
  await app.drop([fixture("carloan/reference.csv"), fixture("carloan/production.csv")]);
  await expect(app.verdict).toBeVisible();
  expect(await page.evaluate(() => ({ ...localStorage, ...sessionStorage }))).toEqual({});
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toEqual([]);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
});
