// The grammar as VS Code reads it: what each part of a line is taken for.
"use strict";

const assert = require("node:assert/strict");
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { before, test } = require("node:test");
const oniguruma = require("vscode-oniguruma");
const { INITIAL, parseRawGrammar, Registry } = require("vscode-textmate");

const home = join(__dirname, "..");
const examples = join(home, "../../examples");
const LINE_LIMIT = 2000; // ms for the worst line; hostile ones must not take longer

/** @type {import("vscode-textmate").IGrammar} */
let grammar;

before(async () => {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => {
      const path = join(home, "syntaxes/zopa.tmLanguage.json");
      return parseRawGrammar(readFileSync(path, "utf8"), path);
    },
  });
  const loaded = await registry.loadGrammar("source.zopa");
  assert(loaded);
  grammar = loaded;
});

/** @param {string} text @returns {[string, string][]} every part that is no blank, with its innermost scope, short */
function parts(text) {
  /** @type {[string, string][]} */
  const all = [];
  let stack = INITIAL;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    for (const { startIndex, endIndex, scopes } of tokens) {
      const part = line.slice(startIndex, endIndex);
      if (part.trim()) all.push([part.trim(), (scopes[scopes.length - 1] ?? "").replace(/\.zopa$/, "")]);
    }
    stack = ruleStack;
  }
  return all;
}

/** @param {string} text @param {string} word @returns {string[]} the scopes of every part that is this word */
const scopesOf = (text, word) =>
  parts(text)
    .filter(([part]) => part === word)
    .map(([, scope]) => scope);

const VERB = "keyword.control.verb";
const START = "keyword.control.statement";
const CLAUSE = "keyword.other.clause";
const NAME = "variable.other";

/** @type {[string, string, string, string[]][]} what it shows, text, word, its scopes */
const lines = [
  ["a statement's first word", 'negotiation "t"', "negotiation", [START]],
  ["a party's name", 'party UA "Ukraine"', "UA", ["entity.name.type"]],
  ["a verb", "UA requires nato = open", "requires", [VERB]],
  ["an issue and its value", "UA requires nato = open", "open", [NAME]],
  ["a name in any script", "Україна requires Київ = так", "Київ", [NAME]],
  ["a party in any script", "乙方 refuses 价格 > 3", "乙方", ["entity.name.type"]],
  ["a name with a dash", "UA requires pull-back >= 2", "pull-back", [NAME]],
  ["subtraction has blanks", "UA requires a - b >= 2", "-", ["keyword.operator.arithmetic"]],
  ["a reserved word in a name", "UA requires no_pump = yes", "no_pump", [NAME]],
  ["yes is a constant", "UA requires no_pump = yes", "yes", ["constant.language"]],
  [
    "a party may be called deal",
    'party deal "the Deal"\ndeal requires hours >= 2',
    "deal",
    ["entity.name.type", "entity.name.type"],
  ],
  ["a party called on", "on requires hours >= 2", "on", ["entity.name.type"]],
  ["a deal may be called offers", 'deal offers "x" { a = 1 }', "offers", ["entity.name.type"]],
  ["a rule about an issue called values", "rule values = 1", "rule", [START]],
  ["a bonus of a party called rule", "rule values (a = 1): 5", "values", [VERB]],
  ["an issue called difficulty", "A requires difficulty >= 2", "difficulty", [NAME]],
  ["the clause difficulty", "A requires x >= 2 difficulty 3", "difficulty", [CLAUSE]],
  ["red line on its own line", "A requires x >= 2\n    red line", "red", [CLAUSE]],
  ["a value called red is none", "A requires colour = red", "red", [NAME]],
  ["an option called red is none", 'issue colour "c"\n    red "Red"\n    line', "red", ["variable.other.option"]],
  ["the word party in a condition", "A requires party = yes", "party", [NAME]],
  ["weight of a party", 'party A "A"\n    weight 3', "weight", [CLAUSE]],
  ["weight elsewhere is a name", "A requires weight <= 3", "weight", [NAME]],
  ["role and its value", 'party A "A"\n    role mediator, host', "host", ["support.constant.role"]],
  ["consents when", 'party A "A"\n    consents when pump = yes', "when", [CLAUSE]],
  ["reserves on", "A reserves on nato", "on", [CLAUSE]],
  ["reserves on an issue called red", "A reserves on red", "red", [NAME]],
  ["accepts only if", "A accepts x = 1 only if y = 2", "if", [CLAUSE]],
  ["abstains when", "A abstains when x = 2", "when", [CLAUSE]],
  ["subject to", 'A requires x = 1\n    subject to "ratification"', "to", [CLAUSE]],
  ["a label", "A requires x = 1  as first", "first", ["entity.name.label"]],
  ["worth of an alternative", 'A alternative "war" worth 40..50', "worth", [CLAUSE]],
  ["a range", 'A alternative "war" worth 40..50', "40", ["constant.numeric"]],
  ["a fraction", "A requires x = 1/3", "1/3", ["constant.numeric"]],
  ["a date", "on 2026-03-16 18:00", "2026-03-16", ["constant.numeric.date"]],
  ["a time", "on 2026-03-16T18:00", "18:00", ["constant.numeric.time"]],
  ["kind of a source", 'source s "s.txt" kind press date 2026-03-16', "press", ["support.constant.kind"]],
  ["a quorum", 'bloc B "B" decides 55% of members or fewer than 2 against', "members", ["support.constant.quorum"]],
  ["a quorum's against", 'bloc B "B" decides fewer than 2 against', "against", [CLAUSE]],
  ["unit of an issue", 'issue i "i": 0..4 step 1 unit "km" or never', "unit", [CLAUSE]],
  ["length of a session", 'session "s" duration 90 min with A, B', "min", ["keyword.other.unit"]],
  ["who sits in a session", 'session "s" duration 90 min with A, B', "B", [NAME]],
  ["a planned session", 'session "s" planned', "planned", [CLAUSE]],
  ["from whom", 'A awaits "x" from B', "from", [CLAUSE]],
  ["a verb on a line of its own", "A\n    requires x = 1", "requires", [VERB]],
  ["a hash begins a comment", 'A requires x = 1 # "no text"', '# "no text"', ["comment.line.number-sign"]],
  ["a hash in a text begins none", 'party A "a # b"', "a # b", ["string.quoted.double"]],
  ["an escaped mark", 'party A "a \\" b" # c', "# c", ["comment.line.number-sign"]],
  ["a wrong escape", 'party A "a\\nb"', "\\n", ["invalid.illegal.escape"]],
  ["curly marks outside a text", "party A “a”", "“", ["invalid.illegal.character"]],
  ["curly marks in a text", 'party A "“a”"', "“a”", ["string.quoted.double"]],
  ["a text over indented lines", 'party A "a\n    requires b"\nB requires x = 1', "requires", [VERB]],
  ["an unclosed text ends with its statement", 'party A "a\nB requires x = 1', "requires", [VERB]],
  ["a comment in the first column ends no statement", "A requires x = 1\n# c\n    red line", "red", [CLAUSE]],
  ["a brace in the first column ends none", "A offers {\n    x = 1\n}\n    red line", "red", [CLAUSE]],
  [
    "script in a label is text",
    'party A "</script><script>alert(1)</script>"',
    "</script><script>alert(1)</script>",
    ["string.quoted.double"],
  ],
];

for (const [what, text, word, scopes] of lines)
  test(what, () => assert.deepEqual(scopesOf(text, word), scopes, JSON.stringify(parts(text))));

for (const name of readdirSync(examples, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith(".zopa")))
  test(`${name} has nothing illegal, and every statement's first word is known`, () => {
    const text = readFileSync(join(examples, name), "utf8");
    assert.deepEqual(
      parts(text).filter(([, scope]) => scope.startsWith("invalid")),
      [],
    );
    for (const line of text.split("\n").filter((one) => /^[^\s#})]/.test(one)))
      assert.match(parts(line)[0]?.[1] ?? "", /^(keyword\.control\.statement|entity\.name\.type)$/, line);
  });

/** @type {[string, string][]} */
const hostile = [
  ["a very long name", `A requires ${"x".repeat(50000)} = 1`],
  ["many blanks", `A requires ${" ".repeat(50000)}x`],
  ["many quotation marks", `party A ${'"'.repeat(20001)}`],
  ["many backslashes", `party A "${"\\".repeat(20001)}`],
  ["many signs", `A requires ${"-+<>=!,:".repeat(3000)}`],
  ["deep parentheses", `A requires ${"(".repeat(20000)}`],
  ["many dates", `on ${"2026-03-16 ".repeat(3000)}`],
  ["control characters, lone surrogates", "A requires \u0000\u202E\uD800 = \uDFFF"],
  ["only marks", "\u0301\u0302 \u0301"],
  ["nothing", ""],
];

for (const [what, text] of hostile)
  test(`hostile: ${what}`, () => {
    const began = Date.now();
    const { tokens } = grammar.tokenizeLine(text, INITIAL);
    assert.equal(tokens[tokens.length - 1]?.endIndex, Math.max(text.length, tokens[tokens.length - 1]?.endIndex ?? 0));
    assert(Date.now() - began < LINE_LIMIT, `${Date.now() - began} ms`);
    assert.deepEqual(scopesOf(`${text}\nB refuses x = 1`, "refuses").slice(-1), [VERB]);
  });
