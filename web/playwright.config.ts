/** The browser of the tests: the system's Chromium, and everything that moves pixels or words held fast.
 *  ZOPA is the command (../build/zopa), ZOPA_CHROMIUM the browser (/usr/bin/chromium). No browser is downloaded. */
import { resolve } from "node:path";
import { defineConfig } from "@playwright/test";

process.env["ZOPA"] = resolve(process.env["ZOPA"] ?? "../build/zopa");

/** Fonts are pinned by fontconfig itself, since the pages forbid styles from outside: only DejaVu exists for the
 *  browser, and every family is it. */
const fonts = resolve("e2e/fonts.conf");

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/e2e",
  snapshotPathTemplate: "{testDir}/screens/{arg}{ext}",
  fullyParallel: true,
  workers: 2,
  timeout: 60000,
  forbidOnly: true,
  reporter: "line",
  expect: {
    timeout: 10000,
    // Another build of the browser rounds a few edges of letters differently; a moved line changes far more than this.
    toHaveScreenshot: { maxDiffPixelRatio: 0.005, threshold: 0.25, animations: "disabled", caret: "hide" },
  },
  use: {
    browserName: "chromium",
    headless: true,
    viewport: { width: 1280, height: 900 },
    deviceScaleFactor: 1,
    locale: "en-GB",
    timezoneId: "UTC",
    colorScheme: "light",
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 15000,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env["ZOPA_CHROMIUM"] ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-lcd-text", "--font-render-hinting=none", "--force-color-profile=srgb"],
      env: { ...process.env, FONTCONFIG_FILE: fonts } as Record<string, string>,
    },
  },
  projects: [
    { name: "pages", testIgnore: "speed.spec.ts" },
    { name: "speed", testMatch: "speed.spec.ts" }, // run alone, so that it measures the program and not its neighbours
  ],
});
