/** Files as bytes -> documents of the editor, and back: the bytes of a text that nobody touched come back as they were. */
import type { Texts } from "./client";

export interface Document {
  path: string;
  kind: "model" | "source";
  /** As edited; every line ends with \n. */
  text: string;
  /** As on disk; null: not there yet. */
  saved: string | null;
  etag: string | null;
  /** All its lines end with \r\n on disk. */
  crlf: boolean;
}

/** What a file's text is; null where it is not UTF-8. A byte order mark stays a character. */
export function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function documentOf(path: string, kind: Document["kind"], raw: string, etag: string): Document {
  const crlf = raw.includes("\r\n") && !/(^|[^\r])\n/.test(raw);
  const text = raw.replace(/\r\n?/g, "\n");
  const mixed = !crlf && text !== raw;
  return { path, kind, text, saved: mixed ? raw : text, etag, crlf };
}

export const isUnsaved = (document: Document): boolean => document.kind === "model" && document.text !== document.saved;

/** What goes to the disk, and to the server. */
export function outgoing(document: Document): string {
  const text = document.text.replace(/\p{Surrogate}/gu, "\ufffd"); // halves of characters, which UTF-8 does not have
  return document.crlf ? text.replace(/\n/g, "\r\n") : text;
}

export function unsavedTexts(documents: Document[]): Texts {
  const texts: Texts = {};
  for (const document of documents) if (isUnsaved(document)) texts[document.path] = outgoing(document);
  return texts;
}
