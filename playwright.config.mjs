import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

// The system's browser: Playwright's own cannot be downloaded everywhere.
const executablePath =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "test-results",
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  timeout: 60_000,
  // A machine that builds meanwhile may be slow.
  expect: { timeout: 15_000 },
  reporter: [["list"], ["./tests/browser/support/closing-line.mjs"]],
  use: {
    browserName: "chromium",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
