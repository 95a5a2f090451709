/** Stances switched on and off, party by party. */
import type { Statement } from "../wire";
import { gradeWords } from "../words/sentences";
import { partyName } from "../words/names";
import { toggled } from "./choices";
import { useBench } from "./context";
import { benchNames, sentenceOf, switchable } from "./titles";

function Switch({ statement }: { statement: Statement }) {
  const bench = useBench();
  const { state, desk, words } = bench;
  const { without } = state.choices;
  return (
    <li>
      <label class="switch">
        <input
          type="checkbox"
          checked={!without.includes(statement.name)}
          onChange={() => desk.choose({ without: toggled(without, statement.name) })}
        />
        <span dir="auto">{sentenceOf(bench, statement)}</span>{" "}
        <span class="quiet">{gradeWords(words, statement.grade, 0)}</span>
      </label>
    </li>
  );
}

export function Switches() {
  const bench = useBench();
  const { w } = bench;
  const rows = switchable(bench);
  const owners = [...new Set(rows.map((row) => row.party))];
  const names = benchNames(bench);
  if (rows.length === 0) return <p class="quiet">{w.suppose.noStances}</p>;
  return (
    <>
      {owners.map((owner) => (
        <fieldset>
          <legend dir="auto">{owner === null ? w.suppose.facts : partyName(names, owner)}</legend>
          <ul class="plain">
            {rows
              .filter((row) => row.party === owner)
              .map((row) => (
                <Switch key={row.name} statement={row} />
              ))}
          </ul>
        </fieldset>
      ))}
    </>
  );
}
