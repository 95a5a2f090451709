/** The fixtures of the tests: reports from file:// with the network off, and workbenches of a server of their own. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test as base, type Page } from "@playwright/test";
import { copyExample, removeFolder, serve, writeReport, type Example, type Server } from "./program";
import { watch, type Watch } from "./watch";

export interface Opened {
  page: Page;
  folder: string;
  seen: Watch;
}
export interface Bench extends Opened {
  server: Server;
}

interface Fixtures {
  /** The report of an example, or of models in a folder. */
  openReport: (what: Example | { folder: string; models: string[] }, ...options: string[]) => Promise<Opened>;
  /** The workbench on a copy of an example, or on models in a folder. */
  openBench: (what: Example | { folder: string; models: string[] }, ...options: string[]) => Promise<Bench>;
}

/** Every folder that a test was given is removed after it. */
function placeOf(
  what: Example | { folder: string; models: string[] },
  folders: string[],
): { folder: string; models: string[] } {
  const place = typeof what === "string" ? { folder: copyExample(what), models: [`${what}.zopa`] } : what;
  folders.push(place.folder);
  return place;
}

export const test = base.extend<Fixtures>({
  openReport: async ({ page, context }, use) => {
    const folders: string[] = [];
    await use(async (what, ...options) => {
      const { folder, models } = placeOf(what, folders);
      const url = pathToFileURL(writeReport(folder, models, ...options)).href;
      await context.setOffline(true);
      const seen = watch(page, (requested) => requested === url);
      await page.goto(url);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      return { page, folder, seen };
    });
    folders.forEach(removeFolder);
  },
  openBench: async ({ page }, use) => {
    const folders: string[] = [];
    const servers: Server[] = [];
    await use(async (what, ...options) => {
      const { folder, models } = placeOf(what, folders);
      const server = await serve(
        folder,
        models.map((model) => join(folder, model)),
        ...options,
      );
      servers.push(server);
      const origin = new URL(server.url).origin;
      const seen = watch(page, (url) => url.startsWith(`${origin}/`));
      await page.goto(server.url);
      return { page, folder, seen, server };
    });
    const ended = await Promise.all(servers.map((server) => server.stop()));
    folders.forEach(removeFolder);
    expect(ended, "the server ends with status 0 when it is asked to stop").toEqual(ended.map(() => 0));
  },
});

export { expect };
