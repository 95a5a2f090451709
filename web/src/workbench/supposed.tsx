/** What is supposed, as chips that can be taken back, with a line that says that this is not the record. */
import { fill } from "../words/fill";
import { isSupposing, withoutKey } from "./choices";
import { useBench } from "./context";
import { statementTitle } from "./titles";
import { amountRows } from "./asking";

function Chip({ text, onRemove }: { text: string; onRemove: () => void }) {
  const { w } = useBench();
  return (
    <li class="chip">
      <span dir="auto">{text}</span>
      <button type="button" aria-label={fill(w.suppose.remove, { text })} onClick={onRemove}>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}

export function Supposed() {
  const bench = useBench();
  const { state, desk, w } = bench;
  const { choices } = state;
  if (!isSupposing(choices)) return null;
  const rows = amountRows(state.base);
  const title = (name: string) => statementTitle(bench, name);
  return (
    <section class="supposed" aria-label={w.suppose.notRecord}>
      <strong>{w.suppose.notRecord}</strong>
      <ul>
        {choices.without.map((name) => (
          <Chip
            key={name}
            text={fill(w.suppose.without, { what: title(name) })}
            onRemove={() => desk.choose({ without: choices.without.filter((other) => other !== name) })}
          />
        ))}
        {Object.entries(choices.amounts).map(([name, amount]) => (
          <Chip
            key={name}
            text={fill(rows.some((row) => row.name === name) ? w.suppose.amount : w.suppose.amountIdle, {
              what: title(name),
              amount,
            })}
            onRemove={() => desk.choose({ amounts: withoutKey(choices.amounts, name) })}
          />
        ))}
        {choices.added.map((text, index) => (
          <Chip
            key={text}
            text={fill(w.suppose.added, { text })}
            onRemove={() => desk.choose({ added: choices.added.filter((_, other) => other !== index) })}
          />
        ))}
      </ul>
      <button type="button" onClick={() => desk.choose({ without: [], amounts: {}, added: [] })}>
        {w.suppose.reset}
      </button>
    </section>
  );
}
