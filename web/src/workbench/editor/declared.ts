/** Model texts -> the names declared in them, for completion. Works on texts with errors too. */
import { type Token, plain, statements } from "./scan";
import { reserved, verbs } from "./vocabulary";

export interface Name {
  name: string;
  label: string;
}
export interface IssueNames extends Name {
  options: Name[];
}
export interface Declared {
  parties: Name[];
  blocs: Name[];
  issues: IssueNames[];
  sources: Name[];
  deals: Name[];
  settled: Name[];
  /** By party. */
  stances: Record<string, Name[]>;
  interests: Record<string, Name[]>;
}

const isWord = (token: Token | undefined, text?: string): boolean =>
  token?.kind === "word" && (text === undefined || token.text === text);

/** `NAME ["label"] …` until a clause begins. */
function optionsFrom(list: Token[], start: number): Name[] {
  const options: Name[] = [];
  for (let i = start; i < list.length && isWord(list[i]) && !reserved.includes(list[i]?.text ?? ""); i++) {
    const name = list[i]?.text ?? "";
    options.push({ name, label: plain(list[i + 1]) });
    if (list[i + 1]?.kind === "text") i++;
  }
  return options;
}

function issueOptions(list: Token[]): Name[] {
  if (list[3]?.text !== ":") return optionsFrom(list, 3);
  if (list[4]?.text === "yes") return ["yes", "no"].map((name) => ({ name, label: "" }));
  const or = list.findIndex((token) => isWord(token, "or"));
  return or < 0 ? [] : optionsFrom(list, or + 1);
}

const put = (table: Record<string, Name[]>, key: string, name: Name): void => {
  const names = (table[key] ??= []);
  if (!names.some((other) => other.name === name.name)) names.push(name);
};

function setting(list: Token[], declared: Declared): void {
  const name: Name = { name: list[1]?.text ?? "", label: plain(list[2]) };
  if (!isWord(list[1])) return;
  const head = list[0]?.text;
  if (head === "party" || head === "bloc") declared.parties.push(name);
  if (head === "bloc") declared.blocs.push(name);
  if (head === "issue") declared.issues.push({ ...name, options: issueOptions(list) });
  if (head === "source") declared.sources.push(name);
  if (head === "deal") declared.deals.push(name);
}

function said(list: Token[], declared: Declared): void {
  const party = list[0]?.text ?? "";
  const verb = list[1]?.text ?? "";
  if (verb === "interest" && isWord(list[2]))
    put(declared.interests, party, { name: list[2]?.text ?? "", label: plain(list[3]) });
  const as = list.findIndex((token) => isWord(token, "as"));
  const name = as > 0 ? list[as + 1] : undefined;
  if (!isWord(name)) return;
  if (party === "settled") declared.settled.push({ name: name?.text ?? "", label: "" });
  else if (verbs.includes(verb)) put(declared.stances, party, { name: name?.text ?? "", label: verb });
}

const once = <T extends Name>(list: T[]): T[] =>
  list.filter((one, i) => list.findIndex((other) => other.name === one.name) === i);

export function declaredIn(texts: string[]): Declared {
  const declared: Declared = {
    parties: [],
    blocs: [],
    issues: [],
    sources: [],
    deals: [],
    settled: [],
    stances: {},
    interests: {},
  };
  for (const text of texts)
    for (const list of statements(text)) {
      if (verbs.includes(list[1]?.text ?? "") || list[0]?.text === "settled") said(list, declared);
      else setting(list, declared);
    }
  return {
    ...declared,
    parties: once(declared.parties),
    issues: once(declared.issues),
    settled: once(declared.settled),
  };
}
