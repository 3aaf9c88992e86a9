import { expect } from "@playwright/test";
import { dropFiles } from "./drop.mjs";

/** The page under test, as a person meets it. */
export class App {
  /** Sentences about what went wrong in the page: exceptions, errors and breaches of the policy. */
  problems = [];

  constructor(page) {
    this.page = page;
    this.bootMessage = page.locator("#boot");
    this.verdict = page.locator("#verdict");
    this.requestsPill = page.locator(".sent");
    this.detail = page.locator("tr.detail");
    page.on("pageerror", (error) => this.problems.push(`exception: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") this.problems.push(`console: ${message.text()}`);
    });
  }

  /** Opens the page and waits until its wasm has started. */
  async open(path = "./") {
    await this.page.goto(path);
    await expect(this.bootMessage).toHaveCount(0);
  }

  /** Waits until the engine is loaded and the page is kept, after which nothing more is fetched. */
  async ready() {
    await this.page.waitForLoadState("networkidle");
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    await expect(this.requestsPill).toContainText("sent");
  }

  /** The addresses of everything that is kept on the machine for use without a network. */
  async keptForOffline() {
    return this.page.evaluate(async () => {
      const opened = (await caches.keys()).map((name) => caches.open(name));
      const kept = (await Promise.all(opened)).map((cache) => cache.keys());
      return (await Promise.all(kept)).flat().map((request) => request.url);
    });
  }

  /** Goes to a chapter by the rail. */
  async chapter(name) {
    const chapters = this.page.getByRole("navigation", { name: "Chapters" });
    await chapters.getByRole("link", { name: new RegExp(`^${name}`) }).click();
  }

  /** One counter of the overview, by its label. */
  counter(label) {
    return this.page.locator(".counters > div").filter({ hasText: label });
  }

  /** One column's row in the drift table. */
  row(column) {
    const name = this.page.locator(".name").getByText(column, { exact: true });
    return this.page.locator("table.columns > tbody > tr:not(.detail)").filter({ has: name });
  }

  /** Drops files from disk on an element, or on the middle of the window. */
  async drop(paths, element) {
    if (!element) return dropFiles(this.page, paths);
    const { x, y, width, height } = await element.boundingBox();
    return dropFiles(this.page, paths, { x: x + width / 2, y: y + height / 2 });
  }

  /** What each policy in the page's head allows, by directive. */
  async policies() {
    const metas = await this.page.locator("meta[http-equiv=Content-Security-Policy]").all();
    const texts = await Promise.all(metas.map((meta) => meta.getAttribute("content")));
    return texts.map((text) =>
      Object.fromEntries(
        text.split(";").map((directive) => {
          const [name, ...sources] = directive.trim().split(/\s+/);
          return [name, sources.join(" ")];
        }),
      ),
    );
  }
}
