/** A page as it stands -> what axe finds wrong with it, one line each. */
import axe from "axe-core";
import type { Page } from "@playwright/test";

/** Draws what would not be drawn until it is scrolled to, so that checks and pictures have all of a page. */
export const drawAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const part of document.querySelectorAll<HTMLElement>("*"))
      if (getComputedStyle(part).contentVisibility === "auto") part.style.contentVisibility = "visible";
  });

const unfold = (): void => document.querySelectorAll("details").forEach((details) => (details.open = true));

/** The script is run by the browser's debugger, so that the page's own policy stays as strict as it is. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(unfold);
  await drawAll(page);
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations"] }),
  );
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes
      .slice(0, 5)
      .map(
        ({ target, any, all, none }) =>
          `${id}: ${help}: ${String(target)}: ${[...any, ...all, ...none].map((check) => check.message).join("; ")}`,
      ),
  );
}
