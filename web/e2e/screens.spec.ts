/** Pictures of the pages at three widths and in dark mode, compared with those in screens/.
 *  `npx playwright test screens --update-snapshots` draws them anew; look at each before you commit it. */
import { en } from "../src/words/en";
import { drawAll } from "./lib/axe";
import { expect, test } from "./lib/test";

const widths = { phone: 390, laptop: 1280, wall: 2200 };
/** Of the long pages only the laptop's is kept whole; the others down to the timeline, so that the repository stays small. */
const firstParts = 3600; // px
const wanted = [...Object.keys(widths).map((name) => [name, "light"] as const), ["laptop", "dark"] as const] as [
  keyof typeof widths,
  "light" | "dark",
][];

for (const [name, colorScheme] of wanted) {
  test(`the report on a ${name} in ${colorScheme} mode`, async ({ openReport }) => {
    const { page } = await openReport("berlin");
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: widths[name], height: 900 });
    await drawAll(page);
    const whole = name === "laptop" && colorScheme === "light";
    const clip = whole ? undefined : { x: 0, y: 0, width: widths[name], height: firstParts };
    await expect(page).toHaveScreenshot(`report-${name}-${colorScheme}.png`, { fullPage: true, ...(clip && { clip }) });
  });

  test(`the workbench on a ${name} in ${colorScheme} mode`, async ({ openBench }) => {
    const { page } = await openBench("berlin");
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: widths[name], height: 900 });
    await expect(page.getByRole("region", { name: en.workbench.strip })).toContainText(en.workbench.date.open);
    await expect(page.getByText(en.workbench.progress.stop, { exact: true })).toHaveCount(0);
    await expect(page).toHaveScreenshot(`workbench-${name}-${colorScheme}.png`);
  });
}
