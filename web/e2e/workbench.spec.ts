/** The workbench on the real server: a person opens Berlin, edits, asks what if, builds, exports, saves. Every part is
 *  found by what a screen reader is told. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Download, Locator, Page } from "@playwright/test";
import { en } from "../src/words/en";
import { violations } from "./lib/axe";
import { zopa } from "./lib/program";
import { expect, test, type Bench } from "./lib/test";

const w = en.workbench;
/** The models that lie in a folder now. */
const models = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith(".zopa"));

const filled = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");

const editorOf = (page: Page): Locator =>
  page.getByRole("textbox", { name: filled(w.text.editor, { name: "berlin.zopa" }) });
const strip = (page: Page): Locator => page.getByRole("region", { name: w.strip });
const slider = (page: Page): Locator => page.getByRole("slider", { name: w.date.label });
const show = (page: Page, view: "text" | "page" | "suppose" | "package"): Promise<void> =>
  page
    .getByRole("navigation", { name: w.views.label })
    .getByRole("button", { name: w.views[view], exact: true })
    .click();
const packagesSaid = (n: string): string => filled(n === "1" ? w.headline.open.one : w.headline.open.many, { n });

/** Berlin as it is opened: 8 packages, as `zopa zone` counts them. */
async function ready({ page }: Bench): Promise<void> {
  await expect(strip(page)).toContainText(packagesSaid("8"));
}

async function typeAtEnd(page: Page, text: string): Promise<void> {
  await editorOf(page).focus();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText(text);
}

test("it opens with answers, without errors or foreign requests, and axe finds nothing", async ({ openBench }) => {
  const bench = await openBench("berlin");
  await ready(bench);
  await expect(bench.page.getByRole("heading", { name: "Berlin talks on Ukraine" }).first()).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await bench.page.emulateMedia({ colorScheme });
    for (const view of ["page", "suppose", "package"] as const) {
      await show(bench.page, view);
      expect(await violations(bench.page), `${view}, ${colorScheme}`).toEqual([]);
    }
  }
  expect(bench.seen).toEqual({ errors: [], requests: [], dialogs: [] });
});

test("a mistake is shown where it stands while it is typed, and goes when it is put right", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  await typeAtEnd(page, "\nUA requires natoo = open");
  const text = page.getByRole("region", { name: w.views.text, exact: true });
  await expect(text).toContainText('there is no issue "natoo"');
  await expect(text).toContainText('did you mean "nato"?');
  await expect(strip(page)).toContainText(w.standing.errors);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(text).not.toContainText("natoo");
  await expect(strip(page)).not.toContainText(w.standing.errors);
  await expect(strip(page)).toContainText(packagesSaid("8"));
});

test("what is typed changes the answer", async ({ openBench }) => {
  const bench = await openBench("berlin");
  await ready(bench);
  await typeAtEnd(bench.page, "\nRU refuses nato != ruled_out\nUA refuses nato = ruled_out\n");
  await expect(strip(bench.page)).toContainText(w.headline.empty);
});

test("a mark in the list of problems leads to its place", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  await typeAtEnd(page, "\nUA requires natoo = open");
  await page.keyboard.press("ControlOrMeta+Home");
  await page.getByRole("button", { name: /E201/ }).click();
  await expect(editorOf(page)).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("region", { name: w.views.text, exact: true })).toContainText(/there is no issue "atoo"/);
});

test("the date slider goes through Berlin: no deal within reach on 13 December, one on 14 and 15 December", async ({
  openBench,
}) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  await slider(page).focus();
  await page.keyboard.press("Home");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /13 December 2025/);
  await expect(strip(page)).toContainText(w.headline.empty);
  await page.keyboard.press("ArrowRight");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /14 December 2025/);
  await expect(strip(page)).not.toContainText(w.headline.empty);
  await page.keyboard.press("End");
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /15 December 2025/);
  await expect(strip(page)).toContainText(packagesSaid("8"));
});

test("the date slider is dragged by the pointer, too", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  const box = await slider(page).boundingBox();
  if (!box) throw new Error("the slider has no place");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width - 6, y);
  await page.mouse.down();
  for (let step = 1; step <= 8; step++) await page.mouse.move(box.x + box.width - 6 - ((box.width - 10) * step) / 8, y);
  await expect(strip(page)).toContainText(w.headline.empty);
  await page.mouse.up();
  await expect(slider(page)).toHaveAttribute("aria-valuetext", /13 December 2025/);
});

test("a stance switched off changes the zone, says that it is supposed, and is taken back by undo", async ({
  openBench,
}) => {
  const bench = await openBench("berlin");
  const { page, folder } = bench;
  await ready(bench);
  await show(page, "suppose");
  const expected = JSON.parse(
    zopa(["zone", "berlin.zopa", "--without", "RU.pull_back", "--format", "json"], folder).output.toString(),
  );
  const stance = page.getByRole("group", { name: "Russia" }).getByRole("checkbox", { name: /at least 10/ });
  await stance.uncheck();
  await expect(strip(page)).toContainText(packagesSaid(String(expected.zone.packages)));
  await expect(strip(page)).toContainText(w.suppose.notRecord);
  await page.getByRole("button", { name: w.undo, exact: true }).click();
  await expect(stance).toBeChecked();
  await expect(strip(page)).toContainText(packagesSaid("8"));
  await page.getByRole("button", { name: w.redo, exact: true }).click();
  await expect(stance).not.toBeChecked();
  expect(readFileSync(join(folder, "berlin.zopa"), "utf8")).not.toContain("--without");
});

test("a package is built by clicking; who refuses it and why, and the nearest in reach can be loaded", async ({
  openBench,
}) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  await show(page, "package");
  const builder = page.getByRole("region", { name: w.deal.title });
  await expect(builder).toContainText(w.deal.nothingYet);
  const pick = (issue: string, option: string): Promise<void> =>
    builder.getByRole("group", { name: issue }).getByRole("radio", { name: option }).check();
  await pick("NATO membership", "membership stays open");
  await expect(builder).toContainText(w.deal.inZone.no);
  await expect(builder).toContainText(w.deal.refusedOn);
  await expect(builder.getByText("refuses").first()).toBeVisible();
  await builder.getByRole("button", { name: w.deal.load }).first().click();
  await expect(builder).toContainText(w.deal.inZone.yes);
  await builder.getByRole("button", { name: w.deal.clear }).click();
  await expect(builder).toContainText(w.deal.nothingYet);
});

test("a slider moves what an alternative is worth, and the record is one press away", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  await show(page, "suppose");
  const worth = page.getByRole("slider", { name: /winter of power cuts/ });
  await worth.focus();
  await page.keyboard.press("End");
  await expect(strip(page)).toContainText(w.headline.empty);
  await page.getByRole("button", { name: w.suppose.reset }).click();
  await expect(strip(page)).toContainText(packagesSaid("8"));
});

test("a supposed statement that cannot be used says why", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  await show(page, "suppose");
  await page.getByLabel(w.suppose.addLabel).fill("RU requires natoo = open");
  await page.getByRole("button", { name: w.suppose.add, exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: w.suppose.wrong })).toContainText("natoo");
});

/** Opens the menu, chooses, and reads what was downloaded. */
async function exported(page: Page, item: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByText(w.export.title, { exact: true }).click();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: item, exact: true }).click();
  const download: Download = await waiting;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test("exports are what the command line writes, byte for byte", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page, folder } = bench;
  await ready(bench);
  const { questions } = w.progress;
  const same = async (item: string, words: string[]): Promise<void> => {
    const { bytes } = await exported(page, item);
    const { output } = zopa(words, folder);
    expect(bytes.equals(output), `${item}: ${bytes.subarray(0, 200)} … ${output.subarray(0, 200)}`).toBe(true);
  };
  const model = await exported(page, filled(w.export.model, { name: "berlin.zopa" }));
  expect(model.bytes.equals(readFileSync(join(folder, "berlin.zopa")))).toBe(true);
  for (const name of ["zone", "why", "frontier", "timeline"] as const) {
    await same(`${questions[name]} (JSON)`, [name, "berlin.zopa", "--format", "json"]);
    await same(`${questions[name]} (CSV)`, [name, "berlin.zopa", "--format", "csv"]);
  }
  await same(w.export.report, ["report", "berlin.zopa"]);
  for (const kind of ["frontier", "positions", "timeline"] as const) {
    await same(`${w.export.kinds[kind]} (SVG)`, ["plot", kind, "berlin.zopa"]);
    const png = await exported(page, `${w.export.kinds[kind]} (PNG)`);
    expect(png.bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  }
  expect(bench.seen.errors).toEqual([]);
});

test("a text is saved as it stands, and never over a change made outside", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page, folder } = bench;
  const path = join(folder, "berlin.zopa");
  const before = readFileSync(path, "utf8");
  await ready(bench);
  await typeAtEnd(page, "# mine\n");
  await page.keyboard.press("ControlOrMeta+s");
  await expect.poll(() => readFileSync(path, "utf8")).toBe(`${before}# mine\n`);
  writeFileSync(path, `${before}# theirs\n`);
  await typeAtEnd(page, "# mine again\n");
  await page.keyboard.press("ControlOrMeta+s");
  const clash = page.getByRole("dialog", { name: filled(w.clash.title, { name: "berlin.zopa" }) });
  await expect(clash).toContainText("# theirs");
  await expect(clash).toContainText("# mine again");
  expect(await violations(page)).toEqual([]);
  expect(readFileSync(path, "utf8"), "nothing was written over").toBe(`${before}# theirs\n`);
  await clash.getByRole("button", { name: w.clash.takeTheirs }).click();
  await expect(editorOf(page)).toContainText("# theirs");
  await expect(editorOf(page)).not.toContainText("# mine again");
});

test("after a clash, what was typed can be kept under a new name", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page, folder } = bench;
  const path = join(folder, "berlin.zopa");
  const before = readFileSync(path, "utf8");
  await ready(bench);
  await typeAtEnd(page, "# mine\n");
  writeFileSync(path, `${before}# theirs\n`);
  await page.keyboard.press("ControlOrMeta+s");
  await page.getByRole("dialog").getByRole("button", { name: w.clash.keepMine }).click();
  await expect.poll(() => zopa(["check", ...models(folder)], folder).output.length).toBeGreaterThan(0);
  expect(models(folder).some((name) => readFileSync(join(folder, name), "utf8") === `${before}# mine\n`)).toBe(true);
  expect(readFileSync(path, "utf8")).toBe(`${before}# theirs\n`);
});

test("text that is not saved is there after a reload", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  await typeAtEnd(page, "# not saved\n");
  await page.waitForTimeout(500);
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await ready(bench);
  await typeAtEnd(page, "");
  await expect(editorOf(page)).toContainText("# not saved");
  await expect(page.getByRole("region", { name: w.notices.title })).toContainText(w.notices.restored);
});

test("a server that stops is said, and what is typed meanwhile is kept", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page, server } = bench;
  await ready(bench);
  expect(await server.stop(), "it ends cleanly").toBe(0);
  await typeAtEnd(page, "# typed without a server\n");
  await expect(page.getByRole("alert")).toContainText(w.server.gone);
  await expect(page.getByRole("alert")).toContainText("berlin.zopa");
  await expect(editorOf(page)).toContainText("# typed without a server");
});

test("the language is changed while it runs", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  await page.getByLabel(w.language).first().selectOption("fr");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.getByRole("button", { name: w.undo, exact: true })).toHaveCount(0);
});

test("by keyboard alone: from the first key to a stance switched off", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  const reach = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let key = 0; key < 200 && !(await holds()); key++) await page.keyboard.press("Tab");
    expect(await holds(), "reached by Tab").toBe(true);
  };
  const focused = (role: string, text: string) => () =>
    page.evaluate(
      ([role, text]) => {
        const at = document.activeElement;
        const name = at?.getAttribute("aria-label") ?? at?.closest("label")?.textContent ?? at?.textContent ?? "";
        return (at?.tagName.toLowerCase() === role || at?.getAttribute("type") === role) && name.includes(text ?? "");
      },
      [role, text] as const,
    );
  await reach(focused("button", w.views.suppose));
  await page.keyboard.press("Enter");
  await reach(focused("checkbox", ""));
  await page.keyboard.press("Space");
  await expect(page.getByText(w.suppose.notRecord)).toBeVisible();
});

const keyTwice = async (page: Page, key: string): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  for (let n = 0; n < 2; n++)
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", modifiers: 2, key, windowsVirtualKeyCode: 83 });
};

test("two pages of the same model are both answered", async ({ openBench, context }) => {
  const bench = await openBench("berlin");
  await ready(bench);
  const other = await context.newPage();
  await other.goto(bench.server.url);
  await ready({ ...bench, page: other });
  const sets = (page: Page, zone: string): Promise<void> => expect(strip(page)).toContainText(zone);
  for (const page of [bench.page, other])
    await typeAtEnd(page, "\nRU refuses nato != ruled_out\nUA refuses nato = ruled_out\n");
  await Promise.all([sets(bench.page, w.headline.empty), sets(other, w.headline.empty)]);
  await Promise.all([bench.page, other].map((page) => page.keyboard.press("ControlOrMeta+z")));
  await Promise.all([sets(bench.page, packagesSaid("8")), sets(other, packagesSaid("8"))]);
});

test("a text that nobody touched here is shown as it is on disk when the page is turned to again", async ({
  openBench,
}) => {
  const bench = await openBench("berlin");
  const { page, folder } = bench;
  await ready(bench);
  await typeAtEnd(page, "");
  const path = join(folder, "berlin.zopa");
  const theirs = "\nRU refuses nato != ruled_out\nUA refuses nato = ruled_out\n# theirs\n";
  writeFileSync(path, readFileSync(path, "utf8") + theirs);
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await expect(strip(page)).toContainText(w.headline.empty);
  await typeAtEnd(page, "# mine\n");
  await expect(editorOf(page)).toContainText("# theirs");
  await page.keyboard.press("ControlOrMeta+s");
  await expect.poll(() => readFileSync(path, "utf8")).toMatch(/# theirs\n# mine\n$/);
});

test("saving twice in haste meets no clash with itself", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page, folder } = bench;
  await ready(bench);
  await typeAtEnd(page, "# in haste\n");
  await keyTwice(page, "s");
  await expect.poll(() => readFileSync(join(folder, "berlin.zopa"), "utf8")).toContain("# in haste");
  await page.waitForTimeout(500);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a file that was removed outside is saved anew", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page, folder } = bench;
  const path = join(folder, "berlin.zopa");
  await ready(bench);
  rmSync(path);
  await typeAtEnd(page, "# still here\n");
  await page.keyboard.press("ControlOrMeta+s");
  await expect.poll(() => models(folder)).toContain("berlin.zopa");
  expect(readFileSync(path, "utf8")).toContain("# still here");
});

test("after a clash, the new name is one that is free on disk", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page, folder } = bench;
  const path = join(folder, "berlin.zopa");
  const before = readFileSync(path, "utf8");
  await ready(bench);
  const taken = `berlin-${w.clash.mineName}`;
  writeFileSync(join(folder, `${taken}.zopa`), "# older\n");
  await typeAtEnd(page, "# mine\n");
  writeFileSync(path, `${before}# theirs\n`);
  await page.keyboard.press("ControlOrMeta+s");
  await page.getByRole("dialog").getByRole("button", { name: w.clash.keepMine }).click();
  await expect.poll(() => models(folder)).toContain(`${taken}-2.zopa`);
  expect(readFileSync(join(folder, `${taken}.zopa`), "utf8")).toBe("# older\n");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("what was typed can be undone after the language was changed", async ({ openBench }) => {
  const bench = await openBench("berlin");
  const { page } = bench;
  await ready(bench);
  await typeAtEnd(page, "# typed\n");
  await page.getByLabel(w.language).first().selectOption("fr");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  const text = page.locator(".cm-content");
  await text.focus();
  await page.keyboard.press("ControlOrMeta+End");
  await expect(text).toContainText("# typed");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(text).not.toContainText("# typed");
});
