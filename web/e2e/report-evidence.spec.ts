/** The panel that shows where a statement is on record: by keyboard, pointer and touch. */
import { en } from "../src/words/en";
import { violations } from "./lib/axe";
import { expect, test, type Opened } from "./lib/test";

const quotation = "a halt to the fighting along today's line of contact";

const cited = ({ page }: Opened) => page.getByRole("region", { name: en.page.titles.matrix }).getByRole("button");

test("by keyboard: opened, read, closed, and the focus is back where it was", async ({ openReport }) => {
  const opened = await openReport("berlin");
  const { page, seen } = opened;
  const first = cited(opened).first();
  await first.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByRole("dialog");
  await expect(panel).toBeVisible();
  await expect(panel.getByRole("button", { name: en.page.evidence.close })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(first).toBeFocused();
  expect(seen.errors).toEqual([]);
});

test("a press shows the exact words in their context, marked, with speaker, source and date", async ({
  openReport,
}) => {
  const { page, seen } = await openReport("berlin");
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Control of the Donbas" }) });
  await row.getByRole("button").filter({ hasText: "front line" }).first().click();
  const panel = page.getByRole("dialog");
  await expect(panel.locator("mark")).toHaveText(quotation);
  for (const text of ["Volodymyr Zelensky", "talks.txt", "15 December 2025"]) await expect(panel).toContainText(text);
  const around = await panel.getByRole("blockquote").innerText();
  expect(around.length, "the words stand in their context").toBeGreaterThan(quotation.length + 40);
  expect(seen.errors).toEqual([]);
});

test("every panel of the table lies within the window, on a phone too", async ({ openReport }) => {
  const opened = await openReport("berlin");
  const { page } = opened;
  await page.setViewportSize({ width: 360, height: 640 });
  for (const button of await cited(opened).all()) {
    await button.scrollIntoViewIfNeeded();
    await button.focus();
    await page.keyboard.press("Enter");
    const box = await page.getByRole("dialog").boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 360 && box.y >= 0 && box.y < 640, JSON.stringify(box)).toBe(true);
    await page.keyboard.press("Escape");
  }
});
