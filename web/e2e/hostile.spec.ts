/** Markup in every text of a model, in names, quotations and file names: it is shown as text and never runs. */
import { en } from "../src/words/en";
import { harm, hostileModel } from "./lib/models";
import { zopa } from "./lib/program";
import { expect, test } from "./lib/test";
import { textsOf } from "./lib/words";

/** What only the model could have brought in. */
const foreignParts =
  "img[src=x], svg[onload], iframe, object, embed, [onerror], [onfocus], a[href^='javascript:'], bdi b, bdi i";

test("the report shows hostile texts as text", async ({ openReport }) => {
  const { page, seen } = await openReport(hostileModel());
  for (const button of await page.getByRole("button").all()) {
    if (!(await button.isVisible())) continue;
    await button.click();
    await page.keyboard.press("Escape");
  }
  const shown = (await textsOf(page)).join("\n");
  for (const text of [harm.title, harm.party, harm.issue.replace("\\", ""), harm.option, harm.rightToLeft])
    expect(shown).toContain(text);
  expect(await page.locator(foreignParts).count()).toBe(0);
  expect(await page.locator("script").count(), "the page's own: the data and the code").toBe(2);
  expect(seen).toEqual({ errors: [], requests: [], dialogs: [] });
});

test("the workbench shows hostile texts as text, in every panel, and files of odd names are saved", async ({
  openBench,
}) => {
  const { page, seen, folder } = await openBench(hostileModel());
  const w = en.workbench;
  await expect(page.getByRole("heading", { name: harm.title }).first()).toBeVisible();
  let shown = "";
  for (const view of ["page", "suppose", "package"] as const) {
    await page
      .getByRole("navigation", { name: w.views.label })
      .getByRole("button", { name: w.views[view], exact: true })
      .click();
    await page.waitForTimeout(300);
    shown += (await textsOf(page)).join("\n");
    expect(await page.locator(foreignParts).count(), view).toBe(0);
  }
  for (const text of [harm.title, harm.party, harm.option, harm.rightToLeft, harm.file]) expect(shown).toContain(text);
  const editor = page.getByRole("textbox", { name: harm.file });
  await editor.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText(`party THIRD "${harm.party}"\nTHIRD requires ${harm.party}\n`);
  await expect(page.getByRole("region", { name: w.views.text, exact: true })).toContainText(/E\d{3}/);
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.getByRole("region", { name: w.notices.title })).toContainText(harm.file);
  expect(zopa(["check", "--", harm.file], folder).status).toBe(1);
  expect(await page.locator(foreignParts).count()).toBe(0);
  expect(seen.dialogs).toEqual([]);
  expect(seen.requests).toEqual([]);
});

test("pictures of a hostile model are well-formed, hold its texts as text and nothing that runs", async ({ page }) => {
  const { folder, models } = hostileModel();
  const seen: string[] = [];
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => seen.push(dialog.message())));
  for (const kind of ["frontier", "positions", "timeline"]) {
    const { output, status, error } = zopa(["plot", kind, "--", ...models], folder);
    expect(status, error).toBe(0);
    await page.setContent(output.toString());
    const found = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
      const names = [...parsed.querySelectorAll("*")].map((part) => part.localName);
      const acts = [...parsed.querySelectorAll("*")].flatMap((part) =>
        part.getAttributeNames().filter((name) => /^on|href/.test(name)),
      );
      return {
        broken: names.includes("parsererror"),
        odd: names.filter((name) => /^(script|img|iframe|foreignObject|b|i)$/.test(name)),
        acts,
        text: parsed.documentElement.textContent ?? "",
      };
    }, output.toString());
    expect(found).toMatchObject({ broken: false, odd: [], acts: [] });
  }
  expect(seen).toEqual([]);
});
