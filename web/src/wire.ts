/** The answers of the command line as it prints them with --format json: see docs/json.md. The page computes none of them. */

/** An exact number: a whole number or a fraction as text, and the same as a decimal for drawing. */
export interface Amount {
  exact: string;
  decimal: number;
}
/** Whole numbers from 2^53 on come as amounts. */
export type Count = number | Amount;
export interface Range {
  from: Amount;
  to: Amount;
}

export type Grade = "quoted" | "relayed" | "reported" | "inferred" | "assumed" | "unverified" | "disputed";
export type Relation = "=" | "!=" | "<" | "<=" | ">" | ">=";

export interface Term {
  issue: string;
  factor: Amount;
}
export type Condition =
  | { op: "in"; issue: string; relation: Relation; value: string }
  | { op: "in"; issue: string; values: string[] }
  | { op: "sum"; relation: Relation; left: Term[]; right: Term[]; constant: Amount }
  | { op: "not" | "and" | "or" | "implies" | "iff"; parts: Condition[] };

/** Issue -> value; a partial package leaves issues out. */
export type Package = Record<string, string>;

export interface Citation {
  source: string;
  quotation: string;
  found: "unverified" | "narration" | "speech";
  begin?: number;
  end?: number;
  before?: string;
  after?: string;
}

export interface Point {
  value: string | null;
  at: Amount | null;
  score?: Range;
  rank?: number;
}

/** Whatever was entered: a stance, a rule, an event, values. */
export interface Statement {
  name: string;
  kind: string;
  party: string | null;
  words: string;
  on: string | null;
  grade: Grade;
  by?: string;
  via?: string;
  red_line?: boolean;
  difficulty?: Range;
  for?: string;
  subject_to?: string;
  note?: string;
  citations: Citation[];
  file: string;
  line: number;
  condition?: Condition;
  only_if?: Condition;
  issue?: string;
  amount?: Range;
  points?: Point[];
  text?: string;
  with?: string[];
  from?: string;
  planned?: boolean;
  package?: Package;
  deal?: string;
  target?: string;
  /** Of a session. */
  duration?: { length: Amount; unit: string };
  /** Of a deadline: when it falls due. */
  date?: string;
  /** Of a bloc: how it decides. */
  decides?: BlocRule;
}

export type BlocRule =
  | { by: "unanimity" | "majority" }
  | { by: "quotas"; quotas: { measure: "members" | "weight" | "against"; limit: Amount; alternative: boolean }[] };

export interface Diagnostic {
  id: string;
  severity: "error" | "warning" | "note";
  file: string;
  line: number;
  column: number;
  begin: number;
  end: number;
  message: string;
  hint?: string;
}

export interface Answer {
  schema: string;
  analysis: string;
  negotiation: string;
  on: string | null;
  moment: string | null;
  read: {
    files: string[];
    sources: { source: string; path: string; kind?: string; date?: string; read: boolean }[];
    quotations: { cited: number; verified: number };
  };
  without: string[];
  also: string[];
  for?: string;
  status?: "exact" | "limit";
  answer: string;
  record?: Statement[];
}

export interface Party {
  party: string;
  name: string;
  role: string;
  consent: string;
  bloc: string;
  roles: string[];
  need: "always" | "when" | "never" | "bloc";
  when?: Condition;
  in_bloc?: string;
  is_bloc: boolean;
  members?: string[];
  speakers: string[];
  relays: string[];
}

/** A row of the matrix: a statement, or an open cell (name null). */
export type Position =
  (Statement & { who: string; position: string }) | { name: null; party: string; who: string; position: string };

export interface Issue {
  issue: string;
  name: string;
  values: string;
  unit?: string;
  low?: Amount;
  high?: Amount;
  step?: Amount;
  options: { value: string; label: string }[];
  positions: Position[];
}

export interface Show extends Answer {
  parties: Party[];
  issues: Issue[];
  alternatives: (Statement & { who: string; does: string; worth?: Range })[];
  interests: { party: string; interest: string; who: string; text: string }[];
  timeline: Statement[];
  values: Statement[];
  deals: { deal: string; name: string; package: Package }[];
  moments: string[];
}

export interface SurvivingValue {
  value: string;
  label: string;
  survives: boolean | null;
  rests_on?: string[][];
  rests_on_complete?: boolean;
  closes_with?: string[][];
  closes_with_complete?: boolean;
}

/** How an issue stands: null where a limit was reached first. */
export type ZoneStanding = "settled" | "inferred" | "single" | "open" | "none" | null;

export interface Zone extends Answer {
  zone: {
    empty: boolean | null;
    packages: Count | null;
    packages_at_most: Count | null;
    certain: Count | null;
    feasible: Count | null;
    space: Count | null;
    without_values: Count | null;
  };
  issues: { issue: string; name: string; unit?: string; standing: ZoneStanding; values: SurvivingValue[] }[];
  passed_over: { name: string; words: string; packages: Count | null }[];
  rests_on: {
    known: boolean;
    opens_without?: string[][];
    opens_without_complete?: boolean;
    closes_with?: string[][];
    closes_with_complete?: boolean;
  };
  idle_conditions: string[];
  vacuous: boolean | null;
  hangs_on_steps: boolean | null;
  examples: Package[];
  not_on_record: { party: string; wholly: boolean; issues: string[] }[];
}

/** A line on an open issue, and every value that each yardstick's packages have there. */
export interface BalancedRow {
  standing: string;
  issue: string | null;
  words: string;
  choices?: { yardstick: YardstickName; values: string[] }[];
}

export interface Brief extends Answer {
  banner: string;
  positions: { standing: string; issue: string | null; words: string }[];
  rests_on_known: boolean;
  rests_on: { issue: string; values: string[]; without: string[][]; complete: boolean }[];
  idle_conditions: string[];
  vacuous: boolean | null;
  hangs_on_steps: boolean | null;
  balanced?: BalancedRow[];
  ask_next?: { party: string | null; issue: string | null; name: string | null; share: Amount; words: string }[];
  awaited: string[];
}

export interface Softening {
  name: string;
  relation: Relation;
  from: Amount;
  to: Amount | null;
  opens: "at" | "beyond";
}
/** The zone without what a movement gives up. */
export interface Opening {
  status: "exact" | "limit";
  packages: Count | null;
  values: { issue: string; values: string[] }[];
  balanced: { yardstick: YardstickName; packages: Package[]; tied_packages: Count | null }[];
}
export interface Why extends Answer {
  zone: { empty: boolean | null; packages: Count | null };
  facts_exclude: boolean | null;
  /** Empty names: a bloc refuses every package whatever its members say. */
  conflicts: { names: string[] }[];
  conflicts_complete: boolean;
  movements: { names: string[]; difficulty: Range; red_lines: string[]; opens: Opening; softenings: Softening[] }[];
  movements_complete: boolean;
  binding: { names: string[]; packages: Count | null }[];
  binding_complete: boolean;
  hardenings: { name: string; relation: Relation; now: Amount; limit: Amount; closes: "at" | "beyond" }[];
  hardenings_complete: boolean;
  /** The blocs that accept nothing, whatever the positions. */
  refusing?: { blocs: string[]; abstaining: boolean };
}

export interface ComparedParty {
  party: string;
  disagreement: Amount;
  implied: boolean;
  ideal: Amount | null;
  least: Amount | null;
}
export interface BalancePoint {
  worths: Record<string, Amount>;
  /** null: not counted, or not told, from one party's view */
  packages: Count | null;
  package: Package;
}
export type YardstickName = "nash" | "kalai-smorodinsky" | "egalitarian" | "utilitarian";
export interface Solve extends Answer {
  zone: { packages: Count | null };
  parties: ComparedParty[];
  without_values: string[];
  frontier: { points: number; packages: Count | null; complete: boolean };
  yardsticks: {
    yardstick: YardstickName;
    /** false: the points are the best found, and not sure to be what it chooses */
    exact: boolean;
    gap: Amount | null;
    defined: boolean | null;
    cannot_gain: string[];
    left_out: string[];
    tied_points: number;
    all_ties: boolean;
    tied_packages: Count | null;
    points: BalancePoint[];
  }[];
  rests_on?: { names: string[]; yardsticks: YardstickName[] }[];
  rests_on_complete?: boolean;
}

export interface Frontier extends Answer {
  parties: ComparedParty[];
  without_values: string[];
  points: BalancePoint[];
  points_total: number;
  packages_total: Count | null;
  complete: boolean;
}

export interface Packages extends Answer {
  space: Count;
  feasible: Count | null;
  shown: number;
  drawn: number | null;
  parties: ComparedParty[];
  packages: { package: Package; in_zone: boolean; refused_by: string[]; worths: Record<string, Amount> }[];
}

export interface Timeline extends Answer {
  moments: {
    at: string;
    zone: { empty: boolean | null; packages: Count; exact: boolean };
    change: "opened" | "closed" | "stayed open" | "stayed empty" | null;
    entered: string[];
    decisive: string[][];
    decisive_complete: boolean;
  }[];
}

/** A deal held against the record, whole or partial. */
export interface Deal {
  name: string;
  title: string;
  status: "exact" | "limit";
  assigned: Package;
  whole: boolean;
  feasible: "yes" | "no" | "open" | null;
  in_zone: "yes" | "no" | "open" | null;
  parties: {
    party: string;
    needed: boolean | null;
    answer: "accepts" | "refuses" | "open" | null;
    stances: { name: string; holds: "always" | "never" | "sometimes" | null }[];
    worth?: { least: Amount; most: Amount } | null;
    alternative?: Amount | null;
  }[];
  better_for_all: { packages: Count | null; example: Package | null } | null;
  nearest: { issues: number; steps: number; package: Package; packages: Count | null } | null;
}
export interface Assess extends Answer {
  deals: Deal[];
}

export interface Check extends Answer {
  diagnostics: Diagnostic[];
}

/** What a page shows; a member that is missing was not asked, or is not there yet. */
export interface Answers {
  check?: Check;
  show?: Show;
  brief?: Brief;
  zone?: Zone;
  why?: Why;
  solve?: Solve;
  frontier?: Frontier;
  packages?: Packages;
  /** packages with --within. */
  within?: Packages;
  timeline?: Timeline;
  assess?: Assess;
}

export type Language = "en" | "fr";

/** What `zopa report` embeds. */
export interface Bundle {
  schema: "zopa-report/1";
  language: Language;
  for: string | null;
  answers: Answers;
}
