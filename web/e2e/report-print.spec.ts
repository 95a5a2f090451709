/** On A4 the first page is the brief; what it says on the screen it says on paper. */
import { en } from "../src/words/en";
import { examples } from "./lib/program";
import { letters, printedPages } from "./lib/print";
import { expect, test } from "./lib/test";

for (const example of examples)
  test(`${example}: the first printed page is the brief`, async ({ openReport }) => {
    const { page, folder } = await openReport(example);
    const brief = await page.getByRole("region", { name: en.page.titles.brief }).innerText();
    const [first = "", ...rest] = await printedPages(page, folder);
    expect(letters(first)).toContain(letters(en.common.workingPaper));
    expect(letters(first)).toContain(letters(brief.split("\n").filter((line) => line.trim())[1] ?? ""));
    expect(letters(first), "no other part begins on that page").not.toContain(
      letters(en.page.titles.matrix + en.page.matrix.lead),
    );
    expect(rest.length).toBeGreaterThan(0);
    for (const printed of rest)
      expect(letters(printed), "the banner stands on every page").toContain(letters(en.common.workingPaper));
  });

test("berlin: the whole brief fits on the first page", async ({ openReport }) => {
  const { page, folder } = await openReport("berlin");
  await page.emulateMedia({ media: "print" });
  const brief = await page.getByRole("region", { name: en.page.titles.brief }).innerText();
  await page.emulateMedia({ media: null });
  const [first = ""] = await printedPages(page, folder);
  const missing = brief.split("\n").filter((line) => !letters(first).includes(letters(line)));
  expect(missing).toEqual([]);
});
