/** What a page must not do, noted while it is used: errors, requests, dialogs. */
import type { Page } from "@playwright/test";

export interface Watch {
  errors: string[];
  requests: string[];
  dialogs: string[];
}

/** Requests to the page's own address do not count, nor what never leaves the page (data:, blob:). */
export function watch(page: Page, own: (url: string) => boolean): Watch {
  const seen: Watch = { errors: [], requests: [], dialogs: [] };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error.stack ?? error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !own(url)) seen.requests.push(url);
  });
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return seen;
}
