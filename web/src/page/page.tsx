/** The sections that report and workbench share, in the order of reading. */
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Answers, Language, Package, Statement } from "../wire";
import type { Words } from "../words/table";
import { AskSection } from "./ask";
import { Banner } from "./banner";
import { BriefSection } from "./brief/brief";
import { Contents, type PartName, Tools } from "./contents";
import { PageContext, type PageState } from "./context";
import { Evidence } from "./evidence";
import { ExactSection } from "./exact";
import { factsOf } from "./facts";
import { GlossarySection } from "./glossary";
import { MapSection } from "./map";
import { MatrixSection } from "./matrix";
import { useOpening } from "./opening";
import { useUnfoldedInPrint } from "./printing";
import { RecordSection } from "./record";
import { RestsSection } from "./rests";
import { SideBySideSection } from "./side-by-side";
import { TimelineSection } from "./timeline";
import { WhySection } from "./why";

export interface PageProps {
  answers: Answers;
  words: Words;
  onLanguage: (language: Language) => void;
  /** From whose view worths are shown; not given: as the answers say. */
  view?: string | null;
  /** What the workbench puts at the head of a section, below its title. */
  slots?: Partial<Record<PartName, ComponentChildren>>;
  /** A control beside each statement: a switch in the workbench. */
  control?: (statement: Statement) => ComponentChildren;
  /** What is done with a package that is chosen in the map or beside others: the workbench opens it to build on. */
  onPackage?: (chosen: Package) => void;
  /** Answers that are being computed. */
  pending?: Partial<Record<keyof Answers, boolean>>;
  /** The answers are to an earlier text than the one on the screen. */
  stale?: boolean;
  /** It stands within the main part of another page. */
  embedded?: boolean;
}

function Sections({ slots }: { slots: NonNullable<PageProps["slots"]> }) {
  return (
    <>
      <BriefSection slot={slots.brief} />
      <MatrixSection slot={slots.matrix} />
      <TimelineSection slot={slots.timeline} />
      <MapSection slot={slots.map} />
      <SideBySideSection slot={slots.packages} />
      <WhySection slot={slots.why} />
      <RestsSection slot={slots.rests} />
      <AskSection slot={slots.ask} />
      <RecordSection />
      <ExactSection />
      <GlossarySection />
    </>
  );
}

export function Page(props: PageProps) {
  const { answers, words, onLanguage, control, onPackage, pending = {}, stale = false, slots = {} } = props;
  useUnfoldedInPrint();
  const { opened, open, leave, stay, close } = useOpening();
  const facts = useMemo(() => factsOf(answers), [answers]);
  const view = props.view ?? facts.heading?.for ?? null;
  const state: PageState = { ...facts, words, view, control, onPackage, pending, stale, open, leave, opened };
  const Body = props.embedded ? "div" : "main";
  return (
    <PageContext.Provider value={state}>
      <div class="page" lang={words.tag} dir={words.direction}>
        <a class="skip" href="#brief">
          {words.page.skip}
        </a>
        <Banner />
        <div class="sheet">
          <header class="head">
            <h1>
              <bdi>{facts.heading?.negotiation || words.page.untitled}</bdi>
            </h1>
            <Tools onLanguage={onLanguage} />
          </header>
          <Contents />
          <Body class="sections">
            <Sections slots={slots} />
          </Body>
        </div>
        {opened && (
          <Evidence
            statement={opened.statement}
            anchor={opened.anchor}
            takesFocus={opened.manner === "keyboard"}
            onStay={stay}
            onLeave={leave}
            onClose={close}
          />
        )}
      </div>
    </PageContext.Provider>
  );
}
