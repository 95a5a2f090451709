/** The report as a page: every width, the pointer, another language, and answers that are missing or cut short. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { en } from "../src/words/en";
import { fr } from "../src/words/fr";
import { examples } from "./lib/program";
import { expect, test, type Opened } from "./lib/test";

const widths = [320, 390, 600, 768, 1024, 1440, 1920, 2560];

for (const example of examples)
  test(`${example}: no sideways scrolling from a phone to a wall`, async ({ openReport }) => {
    const { page } = await openReport(example);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: `at ${width}` })
        .toBeLessThanOrEqual(width);
    }
  });

test("the banner is whole at every width: working paper, date, files read, what is assumed", async ({ openReport }) => {
  const { page } = await openReport("berlin");
  const parts = [en.common.workingPaper, "15 December 2025", "berlin.zopa", "14 assumed and 3 inferred"];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const part of parts) {
      const line = page.getByText(part).first();
      const clipped = await line.evaluate((element) => {
        for (let at: Element | null = element; at; at = at.parentElement)
          if (
            getComputedStyle(at).overflowY !== "visible" &&
            at.scrollHeight > at.clientHeight + 1 &&
            at !== document.documentElement
          )
            return true;
        return false;
      });
      expect(clipped, `${part} at ${width}`).toBe(false);
    }
  }
});

test("a position opens under the pointer, and stays after a press", async ({ openReport }) => {
  const { page } = await openReport("berlin");
  const position = page
    .getByRole("region", { name: en.page.titles.matrix, exact: true })
    .first()
    .getByRole("button")
    .first();
  const elsewhere = page.getByRole("heading", { level: 1 });
  await position.hover();
  await expect(page.getByRole("dialog")).toBeVisible();
  await elsewhere.hover();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await position.click();
  await elsewhere.hover();
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("the language is switched in the page", async ({ openReport }) => {
  const { page, seen } = await openReport("berlin");
  await page.getByLabel(en.page.language).selectOption("fr");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.getByRole("region", { name: fr.page.titles.brief })).toContainText(fr.page.brief.headlines.thin);
  await expect(page.getByRole("heading", { name: en.page.titles.matrix })).toHaveCount(0);
  expect(seen.errors).toEqual([]);
});

type Answers = Record<string, Record<string, unknown>>;

/** The report again with other answers in it. */
async function reopen({ page, folder }: Opened, change: (answers: Answers) => Answers): Promise<Page> {
  const path = join(folder, "report.html");
  const html = readFileSync(path, "utf8");
  const changed = html.replace(
    /(<script type="application\/json" id="zopa-data">)(.*?)(<\/script>)/s,
    (_, begin: string, text: string, end: string) => {
      const bundle = JSON.parse(text) as { answers: Answers };
      return begin + JSON.stringify({ ...bundle, answers: change(bundle.answers) }).replace(/</g, "\\u003c") + end;
    },
  );
  const other = join(folder, "other.html");
  writeFileSync(other, changed);
  await page.goto(pathToFileURL(other).href);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  return page;
}

test("answers that are missing or cut short leave a page that says so", async ({ openReport }) => {
  const opened = await openReport("berlin");
  await reopen(opened, () => ({}));
  await reopen(opened, ({ show }) => ({ show: show ?? {} }));
  const nothing = { parties: [], issues: [], timeline: [], alternatives: [], values: [], interests: [] };
  await reopen(opened, ({ show, zone }) => ({ show: { ...show, ...nothing }, zone: zone ?? {} }));
  const unknown = { empty: null, packages: 0, certain: 0, feasible: null, space: 9000, without_values: null };
  const page = await reopen(opened, ({ show, zone }) => ({
    show: show ?? {},
    zone: { ...zone, status: "limit", zone: unknown, rests_on: { known: false } },
  }));
  await expect(page.getByRole("region", { name: en.page.titles.brief })).toContainText(
    en.page.brief.headlines.undecided,
  );
  expect(opened.seen.errors).toEqual([]);
});
