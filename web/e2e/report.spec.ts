/** The report of each example, from the file system with the network off. */
import { examples } from "./lib/program";
import { expect, test } from "./lib/test";
import { violations } from "./lib/axe";

for (const example of examples) {
  test(`${example}: the report opens without errors and asks for nothing`, async ({ openReport }) => {
    const { page, seen } = await openReport(example);
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(300);
    expect(seen).toEqual({ errors: [], requests: [], dialogs: [] });
  });

  for (const colorScheme of ["light", "dark"] as const)
    test(`${example}: axe finds nothing in the ${colorScheme} report`, async ({ openReport }) => {
      const { page } = await openReport(example);
      await page.emulateMedia({ colorScheme });
      expect(await violations(page)).toEqual([]);
    });
}
