/** A statement supposed by hand, in the language of the model. */
import { useState } from "preact/hooks";
import type { Show } from "../wire";
import { useBench } from "./context";
import { gridOf } from "./grid";

/** What zopa says about suppositions that it cannot take. */
function Doubts() {
  const { state, w } = useBench();
  const rows = state.diagnostics.filter((row) => row.file === "request" && row.severity === "error");
  if (rows.length === 0) return null;
  return (
    <div class="doubts" role="alert">
      <p>{w.suppose.wrong}</p>
      <ul>
        {rows.map((row) => (
          <li dir="auto">
            {row.id}: {row.message}
            {row.hint && <span class="quiet"> {row.hint}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How a statement looks, in the names of this model. */
function example(show: Show | undefined): string {
  const issue = show?.issues[0];
  const party = show?.parties[0]?.party;
  if (!issue || !party) return "";
  return `${party} refuses ${issue.issue} = ${issue.options[0]?.value ?? gridOf(issue).at(0)}`;
}

export function AddStatement() {
  const { state, desk, w } = useBench();
  const [text, write] = useState("");
  const add = (event: Event) => {
    event.preventDefault();
    const statement = text.trim();
    if (statement === "") return;
    desk.choose({ added: [...state.choices.added.filter((other) => other !== statement), statement] });
    write("");
  };
  return (
    <form class="add" onSubmit={add}>
      <label for="add-statement">{w.suppose.addLabel}</label>
      <textarea
        id="add-statement"
        rows={2}
        dir="auto"
        spellcheck={false}
        placeholder={example(state.answers.show)}
        value={text}
        onInput={(event) => write(event.currentTarget.value)}
      />
      <button type="submit" disabled={text.trim() === ""}>
        {w.suppose.add}
      </button>
      <Doubts />
    </form>
  );
}
