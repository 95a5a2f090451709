/** Bundles for the tests: the examples as stored, a hostile one, and a large one that is the same at each run. */
import { readFileSync } from "node:fs";
import type { Answers, Bundle, Grade, Issue, Package, Show, Statement } from "../src/wire";

export const examples = ["berlin", "berlin-13", "ceasefire", "river", "river-open", "wages", "wages-private"];

export const bundleText = (name: string): string => readFileSync(`tests/fixtures/${name}.json`, "utf8");
export const bundleOf = (name: string): Bundle => JSON.parse(bundleText(name)) as Bundle;

export const hostile = `</svg><script>alert("1")</script>'&amp;]]>\u0000\u0007\u202egnp\u2066<![CDATA[ \ud800 \u{1f600} \ufffe`;

/** Every text of a model that is no identifier is hostile. */
export function hostileBundle(): Bundle {
  const bundle = bundleOf("berlin");
  const keys = ["name", "negotiation", "words", "position", "label", "text"];
  const texts = JSON.stringify(bundle, (key, value: unknown) => {
    if (key === "files" || key === "without") return [hostile];
    return keys.indexOf(key) >= 0 && typeof value === "string" && !/^[A-Z.a-z_0-9]+$/.test(value) ? hostile : value;
  });
  return JSON.parse(texts) as Bundle;
}

/** A generator of numbers that gives the same ones each time. */
function lot(): (below: number) => number {
  let state = 20251215;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

const amount = (value: number) => ({ exact: String(value), decimal: value });
const grades: Grade[] = ["quoted", "relayed", "reported", "inferred", "assumed", "unverified", "disputed"];

function statement(
  pick: (below: number) => number,
  index: number,
  party: string,
  issue: string,
  on: string,
): Statement {
  const words = `requires ${issue} of the long title: at least ${pick(90)} units or “an option with a longer label ${pick(9)}”`;
  const grade = grades[pick(grades.length)] as Grade;
  const row = {
    name: `${party}.s${index}`,
    kind: "requires",
    party,
    words,
    on,
    grade,
    citations: [],
    file: "large.zopa",
    line: index,
  };
  return pick(6) === 0 ? { ...row, red_line: true } : row;
}

/** 12 parties, 40 issues, 300 stances, 30 dates, 2,000 of a great many packages. */
export function largeBundle(): Bundle {
  const pick = lot();
  const parties = Array.from({ length: 12 }, (_, at) => `P${at + 1}`);
  const ids = Array.from({ length: 40 }, (_, at) => `issue${at + 1}`);
  const dates = Array.from(
    { length: 30 },
    (_, at) => `2031-${at < 15 ? "03" : "04"}-${String(10 + (at % 15)).padStart(2, "0")}`,
  );
  const record = Array.from({ length: 300 }, (_, at) => {
    const [party, issue, on] = [parties[pick(12)] as string, ids[pick(40)] as string, dates[pick(30)] as string];
    return { ...statement(pick, at, party, issue, on), issue };
  });
  const issues = ids.map((issue): Issue => {
    const positions = parties.reduce((rows: Issue["positions"], party) => {
      const own = record.filter((row) => row.issue === issue && row.party === party);
      const said = own.map((row) => ({ ...row, who: party, position: row.words }));
      return rows.concat(said.length > 0 ? said : [{ name: null, party, who: party, position: "" }]);
    }, []);
    return { issue, name: `${issue}, under a name of some length`, values: "", options: [], positions };
  });
  return {
    schema: "zopa-report/1",
    language: "en",
    for: null,
    answers: largeAnswers(pick, parties, issues, dates, record),
  };
}

function largeAnswers(
  pick: (below: number) => number,
  parties: string[],
  issues: Issue[],
  dates: string[],
  record: Statement[],
): Answers {
  const read = { files: ["large.zopa"], sources: [], quotations: { cited: 0, verified: 0 } };
  const head = {
    schema: "",
    negotiation: "A large one",
    on: null,
    moment: dates[29] ?? null,
    read,
    without: [],
    also: [],
    answer: "",
  };
  const people = parties.map((party, at) => ({
    ...{ party, name: `Party number ${at + 1} of the talks`, role: "principal", consent: "", bloc: "", roles: [] },
    ...{ need: "always" as const, is_bloc: false, speakers: [], relays: [] },
  }));
  const compared = parties.map((party) => ({
    party,
    disagreement: amount(30 + pick(20)),
    implied: false,
    ideal: amount(100),
    least: amount(0),
  }));
  const show = {
    ...head,
    analysis: "show",
    parties: people,
    issues,
    alternatives: [],
    interests: [],
    values: [],
    deals: [],
    moments: dates,
  };
  const packages = Array.from({ length: 2000 }, (_, at) => {
    const chosen: Package = { issue1: String(at) };
    const worths = Object.fromEntries(parties.map((party) => [party, amount(pick(100))]));
    return { package: chosen, in_zone: at % 9 === 0, refused_by: [], worths };
  });
  const moments = dates.map((at, index) => ({
    ...{
      at,
      zone: { empty: index % 4 === 1, packages: index % 4 === 1 ? 0 : 5000 + index, exact: index % 3 !== 0 },
      entered: [],
    },
    ...{
      change: index % 4 === 1 ? ("closed" as const) : index % 4 === 2 ? ("opened" as const) : null,
      decisive: [],
      decisive_complete: true,
    },
  }));
  const space = { exact: `4${"0".repeat(33)}`, decimal: 4e33 };
  return {
    show: { ...show, timeline: record } as Show,
    packages: {
      ...head,
      analysis: "packages",
      space,
      feasible: space,
      shown: 2000,
      drawn: 2000,
      parties: compared,
      packages,
    },
    timeline: { ...head, analysis: "timeline", moments, record },
  };
}
