/** Rows of check -> what the editor underlines, with number, message and hint. */
import type { Diagnostic as Finding } from "@codemirror/lint";
import type { Diagnostic } from "../../wire";
import { placeOfByte } from "../offsets";

const severities = { error: "error", warning: "warning", note: "info" } as const;

function paragraph(name: string, text: string): HTMLElement {
  const element = document.createElement("p");
  element.className = name;
  element.textContent = text;
  element.dir = "auto";
  return element;
}

function describe(row: Diagnostic, hint: string): () => Node {
  return () => {
    const box = document.createElement("div");
    box.className = "finding";
    box.append(paragraph("finding-message", `${row.id}: ${row.message}`));
    if (row.hint) box.append(paragraph("finding-hint", `${hint} ${row.hint}`));
    return box;
  };
}

/** `text`: that of the editor when the rows were asked for. `hint`: the word in front of a hint. */
export function findingsOf(rows: Diagnostic[], text: string, crlf: boolean, hint: string): Finding[] {
  return rows.map((row) => {
    const from = placeOfByte(text, row.begin, crlf);
    const to = Math.max(from, placeOfByte(text, row.end, crlf));
    const message = row.hint ? `${row.id}: ${row.message}. ${hint} ${row.hint}` : `${row.id}: ${row.message}`;
    return { from, to, severity: severities[row.severity], message, renderMessage: describe(row, hint) };
  });
}
