import { test as base, expect } from "@playwright/test";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serve } from "../../../scripts/serve.mjs";
import { App } from "./app.mjs";

/** The built page. */
export const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));

/** The folder of larger data, which may not be there. */
export const LARGER_DATA =
  process.env.DRIFTGLASS_DATA ??
  fileURLToPath(new URL("../../../../shared/data", import.meta.url));

/** The path of something in the folder of larger data; where there is none, the test is skipped. */
export function largerData(path) {
  test.skip(!existsSync(LARGER_DATA), `${LARGER_DATA} is not there`);
  return `${LARGER_DATA}/${path}`;
}

/** The path of a file in tests/fixtures. */
export const fixture = (path) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

/**
 * Playwright's test with
 * - `dist`: a server of the built page, `{ address, requests }`, for this test alone;
 * - `elsewhere`: a server of another origin, which answers whatever it is asked;
 * - `app`: the page under test, not yet opened.
 */
export const test = base.extend({
  dist: async ({}, use) => withServer(DIST, use),
  elsewhere: async ({}, use) => withServer(fixture("."), use),
  baseURL: async ({ dist }, use) => use(dist.address),
  app: async ({ page }, use) => use(new App(page)),
});

async function withServer(folder, use) {
  const requests = [];
  const { address, close } = await serve(folder, 0, (request) => requests.push(request));
  await use({ address, requests });
  await close();
}

export { expect };
