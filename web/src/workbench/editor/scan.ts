/** Model text -> tokens and statements. Forgiving: whatever is half written still has its tokens. */

export interface Token {
  kind: "word" | "text" | "open" | "number" | "date" | "time" | "sign" | "comment";
  text: string;
  from: number;
  to: number;
}

/** A text that is never closed ends where the next statement begins. */
const pattern = new RegExp(
  [
    '(?<text>"(?:\\\\[^]|[^"\\\\\\n]|\\n(?=[ \\t\\n#]|$))*"?)',
    "(?<comment>#[^\\n]*)",
    "(?<date>\\d{4}-\\d{2}-\\d{2}(?:T(?=\\d))?)",
    "(?<time>\\d{1,2}:\\d{2})",
    "(?<number>\\d+(?:\\.\\d+|/\\d+)?)",
    "(?<word>\\p{L}[\\p{L}\\p{M}\\p{N}_-]*)",
    "(?<sign>\\.\\.|[<>!]=|[^\\s])",
  ].join("|"),
  "gu",
);

function kindOf(groups: Record<string, string | undefined>, text: string): Token["kind"] {
  if (groups["text"] !== undefined)
    return text.length > 1 && /(^|[^\\])(\\\\)*"$/.test(text.slice(1)) ? "text" : "open";
  const kinds = ["comment", "date", "time", "number", "word"] as const;
  return kinds.find((kind) => groups[kind] !== undefined) ?? "sign";
}

export function tokens(text: string): Token[] {
  const list: Token[] = [];
  for (const match of text.matchAll(pattern)) {
    const from = match.index ?? 0;
    list.push({ kind: kindOf(match.groups ?? {}, match[0]), text: match[0], from, to: from + match[0].length });
  }
  return list;
}

/** Tokens without comments, a list for each statement: it begins in the first column. */
export function statements(text: string): Token[][] {
  const list: Token[][] = [];
  for (const token of tokens(text)) {
    if (token.kind === "comment") continue;
    const begins = token.from === 0 || text[token.from - 1] === "\n";
    if (begins || list.length === 0) list.push([]);
    list[list.length - 1]?.push(token);
  }
  return list;
}

/** What stands between the quotation marks. */
export const plain = (token: Token | undefined): string =>
  token?.kind === "text"
    ? token.text
        .slice(1, -1)
        .replace(/\\(["\\])/g, "$1")
        .replace(/\s+/g, " ")
    : "";
