/** What to ask next: the questions whose answers would tell most. */
import type { ComponentChildren } from "preact";
import { Questions } from "./brief/brief";
import { usePage } from "./context";
import { Section } from "./section";

export function AskSection({ slot }: { slot?: ComponentChildren }) {
  const { words } = usePage();
  return (
    <Section id="ask" title={words.page.titles.ask} lead={words.page.ask.lead} needs={["brief"]} slot={slot}>
      <Questions />
    </Section>
  );
}
