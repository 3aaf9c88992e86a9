import { expect } from "@playwright/test";
import { dropFiles } from "./drop.mjs";

/** The page under test, as a person meets it. */
export class App {
  /** Sentences about what went wrong in the page: exceptions, errors and breaches of the policy. */
  problems = [];

  constructor(page) {
    this.page = page;
    this.bootMessage = page.locator("#boot");
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

  /** Drops files from disk on an element, or on the middle of the window. */
  async drop(paths, element) {
    if (!element) return dropFiles(this.page, paths);
    const { x, y, width, height } = await element.boundingBox();
    return dropFiles(this.page, paths, { x: x + width / 2, y: y + height / 2 });
  }

  /** What the policy in the page's head allows, by directive. */
  async policy() {
    const meta = this.page.locator("meta[http-equiv=Content-Security-Policy]");
    const directives = (await meta.getAttribute("content")).split(";");
    return Object.fromEntries(
      directives.map((directive) => {
        const [name, ...sources] = directive.trim().split(/\s+/);
        return [name, sources.join(" ")];
      }),
    );
  }
}
