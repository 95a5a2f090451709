/** What check found, as a list: each opens its place. */
import type { Diagnostic } from "../wire";
import { fill } from "../words/fill";
import { countWords } from "../words/format";
import { counted } from "../words/grammar";
import { useBench } from "./context";

const order: Diagnostic["severity"][] = ["error", "warning", "note"];

function Problem({ row }: { row: Diagnostic }) {
  const { desk, words, w } = useBench();
  const place = fill(w.problems.place, {
    file: row.file,
    line: countWords(words, row.line),
    column: countWords(words, row.column),
  });
  return (
    <li data-severity={row.severity}>
      <button type="button" class="plain-button" onClick={() => void desk.goToPlace(row.file, row.begin)}>
        <strong>{w.problems.severity[row.severity]}</strong> {row.id} <bdi class="quiet">{place}</bdi>
      </button>
      <p dir="auto">
        {row.message}
        {row.hint && (
          <span class="quiet">
            {" "}
            {w.problems.hint} {row.hint}
          </span>
        )}
      </p>
    </li>
  );
}

export function Problems() {
  const { state, words, w } = useBench();
  const rows = state.diagnostics.filter((row) => row.file !== "request");
  const sorted = order.flatMap((severity) => rows.filter((row) => row.severity === severity));
  const errors = rows.filter((row) => row.severity === "error").length;
  const title = rows.length === 0 ? w.problems.none : counted(words, rows.length, w.problems.title);
  if (rows.length === 0) return <p class="problems quiet">{title}</p>;
  return (
    <details class="problems" open={errors > 0}>
      <summary>{title}</summary>
      <ul class="plain">
        {sorted.map((row) => (
          <Problem key={`${row.file} ${row.begin} ${row.id} ${row.message}`} row={row} />
        ))}
      </ul>
    </details>
  );
}
