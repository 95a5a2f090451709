/** The words that the page uses, defined: the grades of evidence, the zone, the frontier, the four yardsticks. */
import type { Grade } from "../wire";
import { usePage } from "./context";
import { GradeMark } from "./mark";
import { Section } from "./section";

export function GlossarySection() {
  const { words } = usePage();
  const { glossary } = words.page;
  return (
    <Section id="glossary" title={words.page.titles.glossary} needs={[]}>
      <h3>{glossary.gradesTitle}</h3>
      <dl class="glossary">
        {(Object.keys(glossary.grades) as Grade[]).map((grade) => (
          <div>
            <dt>
              <GradeMark grade={grade} />
            </dt>
            <dd>{glossary.grades[grade]}</dd>
          </div>
        ))}
      </dl>
      <h3>{glossary.wordsTitle}</h3>
      <dl class="glossary">
        {glossary.terms.map(({ term, meaning }) => (
          <div>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
