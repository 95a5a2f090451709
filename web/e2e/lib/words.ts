/** What a reader meets on a page: every text, label and tooltip; and which of its words are in Latin letters. */
import type { Page } from "@playwright/test";

/** Texts that can be seen or are read aloud, with those of pictures; scripts and styles are none. */
export const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (node instanceof Text && parent && !/^(script|style|noscript)$/i.test(parent.tagName)) texts.push(node.data);
      if (node instanceof Element)
        for (const name of [
          "aria-label",
          "aria-description",
          "aria-valuetext",
          "aria-roledescription",
          "title",
          "alt",
          "placeholder",
          "data-label",
        ])
          texts.push(node.getAttribute(name) ?? "");
    }
    return texts.filter((text) => text.trim() !== "");
  });

/** Words of two letters and more; `{places}` of a table are none. */
export const latinWords = (text: string): string[] =>
  text.replace(/\{\w+\}/g, " ").match(/[A-Za-zÀ-ÖØ-öø-ÿœŒ]{2,}/g) ?? [];

/** Every word of a table of texts, however deep it lies. */
export function vocabulary(table: unknown): Set<string> {
  if (typeof table === "string") return new Set(latinWords(table).map((word) => word.toLowerCase()));
  const parts = typeof table === "object" && table !== null ? Object.values(table) : [];
  return new Set(parts.flatMap((part) => [...vocabulary(part)]));
}
