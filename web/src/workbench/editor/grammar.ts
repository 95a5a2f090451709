/** The language for the editor: a token at a time, with what the statement has said so far. */
import { StreamLanguage, type StringStream } from "@codemirror/language";
import { tags } from "@lezer/highlight";
import { clauseWords, connectives, heads, verbs } from "./vocabulary";

interface Place {
  /** Inside a text that runs over lines. */
  text: boolean;
  /** Words of this statement before this one, up to two. */
  words: number;
  /** The word before. */
  last: string;
}

const wordPattern = /^\p{L}[\p{L}\p{M}\p{N}_-]*/u;

function readText(stream: StringStream, place: Place): string {
  place.text = true;
  while (!stream.eol()) {
    const sign = stream.next();
    if (sign === "\\") stream.next();
    else if (sign === '"') {
      place.text = false;
      break;
    }
  }
  return "string";
}

/** After these a name stands, whatever it is called. */
const nameFollows = new Set([
  "as",
  "via",
  "for",
  "cites",
  "from",
  "drops",
  "denies",
  "reopens",
  "party",
  "bloc",
  "issue",
  "source",
  "deal",
  "interest",
]);

function wordStyle(word: string, place: Place): string {
  if (place.words === 0) return heads.includes(word) ? "heading" : "typeName";
  if (nameFollows.has(place.last)) return "definition";
  if (place.words === 1 && verbs.includes(word)) return "verb";
  if (word === "yes" || word === "no") return "atom";
  if (connectives.includes(word)) return "operatorKeyword";
  return clauseWords.has(word) || word === "more" || word === "less" ? "keyword" : "variableName";
}

function readWord(word: string, place: Place): string {
  const style = wordStyle(word, place);
  place.words++;
  place.last = word;
  return style;
}

function begin(stream: StringStream, place: Place): void {
  if (!stream.sol() || /^[\s#]/.test(stream.string)) return;
  Object.assign(place, { text: false, words: 0, last: "" });
}

function readToken(stream: StringStream, place: Place): string | null {
  begin(stream, place);
  if (place.text) return readText(stream, place);
  if (stream.eatSpace()) return null;
  if (stream.match(/^#.*/)) return "comment";
  if (stream.match(/^\d{4}-\d\d-\d\d(T?\d\d:\d\d)?|^\d\d?:\d\d/)) return "date";
  if (stream.match(/^\d+(\.\d+|\/\d+)?/)) return "number";
  const word = stream.match(wordPattern);
  if (word && typeof word !== "boolean") return readWord(word[0] ?? "", place);
  if (stream.next() === '"') return readText(stream, place);
  place.last = "";
  return "operator";
}

export const zopaLanguage = StreamLanguage.define<Place>({
  name: "zopa",
  startState: () => ({ text: false, words: 0, last: "" }),
  copyState: (place) => ({ ...place }),
  token: readToken,
  tokenTable: { verb: tags.controlKeyword, date: tags.literal, definition: tags.definition(tags.variableName) },
  languageData: { commentTokens: { line: "#" }, closeBrackets: { brackets: ["(", "{", '"'] } },
});
