/** A page -> the text of its printed pages, as a printer would get them. */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";

export async function printedPages(page: Page, folder: string): Promise<string[]> {
  const path = join(folder, "printed.pdf");
  writeFileSync(path, await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true }));
  const done = spawnSync("pdftotext", ["-layout", path, "-"], { maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(`pdftotext: ${done.error ?? done.stderr.toString()}`);
  return done.stdout.toString().split("\f").slice(0, -1);
}

/** Letters and figures alone: lines break and marks are drawn otherwise on paper. */
export const letters = (text: string): string => text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
