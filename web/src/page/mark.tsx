/** The small marks of a statement: its grade in word and line style, and the red line. */
import type { Grade, Statement } from "../wire";
import { gradeWords } from "../words/sentences";
import { usePage } from "./context";

export function GradeMark({ grade }: { grade: Grade }) {
  const { words } = usePage();
  return <span class={`grade grade-${grade}`}>{gradeWords(words, grade)}</span>;
}

export function RedLine({ statement }: { statement: Statement }) {
  const { words } = usePage();
  return statement.red_line ? <span class="red-line">{words.page.matrix.redLine}</span> : null;
}
