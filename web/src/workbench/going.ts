/** From a row of the page to its line in the text, from a citation to its words in the source. */
import type { Citation, Statement } from "../wire";
import type { Document } from "./documents";
import type { Mark } from "./editor/marks";
import type { Files } from "./files";
import { placeOfByte, placeOfLine } from "./offsets";
import type { Hands } from "./tools";

export interface Going {
  goToStatement: (statement: Pick<Statement, "file" | "line">) => Promise<void>;
  goToPlace: (path: string, byte: number) => Promise<void>;
  goToCitation: (citation: Citation) => Promise<void>;
}

export function createGoing(hands: Hands, files: Files): Going {
  /** Brings the text into view and marks a place in it. */
  async function go(path: string, kind: Document["kind"], place: (document: Document) => Mark): Promise<void> {
    const document = await files.open(path, kind, true);
    if (!document) return;
    hands.store.act({ type: "view", view: "text" });
    hands.editor()?.show(document);
    requestAnimationFrame(() => hands.editor()?.mark(place(document), true));
  }
  const statement = (from: number): Mark => ({ kind: "statement", from, to: from });

  return {
    goToStatement: ({ file, line }) => go(file, "model", (document) => statement(placeOfLine(document.text, line))),
    goToPlace: (path, byte) =>
      go(path, "model", (document) => statement(placeOfByte(document.text, byte, document.crlf))),
    async goToCitation({ source, begin = 0, end = begin }) {
      const path = hands.state().answers.check?.read.sources.find((row) => row.source === source)?.path;
      const at = (document: Document, byte: number) => placeOfByte(document.text, byte, document.crlf);
      if (path)
        await go(path, "source", (document) => ({
          kind: "quotation",
          from: at(document, begin),
          to: at(document, end),
        }));
    },
  };
}
