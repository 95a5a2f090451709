/** A part of the page: its heading, what the workbench puts above it, and whether it is being computed. */
import type { ComponentChildren } from "preact";
import type { Answers } from "../wire";
import { usePage } from "./context";

export interface SectionProps {
  id: string;
  title: string;
  /** The answers that it is made of. */
  needs: (keyof Answers)[];
  slot?: ComponentChildren;
  /** One line on what it shows and how to read it. */
  lead?: string | undefined;
  /** How to use it on a screen; left out on paper. */
  hint?: string;
  children: ComponentChildren;
}

export function Section({ id, title, needs, slot, lead, hint, children }: SectionProps) {
  const { words, answers, pending, stale } = usePage();
  const busy = needs.some((name) => pending[name]);
  const missing = needs.length > 0 && needs.every((name) => answers[name] === undefined);
  return (
    <section
      id={id}
      class="part"
      aria-labelledby={`${id}-title`}
      aria-busy={busy}
      data-stale={stale || busy || undefined}
    >
      <h2 id={`${id}-title`} tabIndex={-1}>
        {title}
      </h2>
      {(lead || hint) && (
        <p class="lead">
          {lead} {hint && <span class="on-screen">{hint}</span>}
        </p>
      )}
      {slot}
      {busy && <p class="busy">{words.page.computing}</p>}
      {missing ? !busy && <p class="missing">{words.page.notAsked}</p> : children}
    </section>
  );
}
