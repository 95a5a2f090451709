/** A statement named in the text: pressed, pointed at or reached by keyboard, it opens its evidence. */
import type { ComponentChildren } from "preact";
import type { Statement } from "../wire";
import { groundWords, positionSentence } from "../words/sentences";
import { type Manner, usePage } from "./context";
import { GradeMark } from "./mark";

export interface ReferenceProps {
  statement: Statement;
  children: ComponentChildren;
}

/** A sentence can be a button only as text: a button element would not break over lines with the words around it. Under a
 *  pointer that can hover the panel opens by itself, after a moment and without taking the focus. */
export function Reference({ statement, children }: ReferenceProps) {
  const { open, leave, opened } = usePage();
  const show = (target: EventTarget, manner: Manner) => open(statement, target as HTMLElement, manner);
  return (
    <span
      role="button"
      class="reference"
      tabIndex={0}
      aria-haspopup="dialog"
      aria-expanded={opened?.statement === statement}
      onClick={(event) => show(event.currentTarget, "hold")}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        show(event.currentTarget, "keyboard");
      }}
      onPointerEnter={(event) => event.pointerType === "mouse" && show(event.currentTarget, "glance")}
      onPointerLeave={leave}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && show(event.currentTarget, "glance")}
      onBlur={leave}
    >
      {children}
    </span>
  );
}

/** That a party takes part is no claim, and has no grade to show. */
const joins = ["party", "bloc"];

/** A sentence about a statement, and its grade to open it by. */
export function Cited({ statement, text }: { statement: Statement; text: string }) {
  return (
    <Reference statement={statement}>
      {text} {!joins.includes(statement.kind) && <GradeMark grade={statement.grade} />}
    </Reference>
  );
}

/** A ground names its own grade: the words themselves are what opens it. */
export function Ground({ statement }: { statement: Statement }) {
  const { words, names } = usePage();
  return (
    <Reference statement={statement}>
      <span class="ground">{groundWords(words, names, statement)}</span>
    </Reference>
  );
}

/** Statements that only together do something, by name, as one sentence. */
export function Together({
  names,
  as: Part,
}: {
  names: string[];
  as: (props: { statement: Statement }) => ComponentChildren;
}) {
  const page = usePage();
  return (
    <>
      {names.map((name, at) => {
        const statement = page.statement(name);
        return (
          <>
            {at > 0 && <span class="together">{page.words.common.togetherWithColon}</span>}
            {statement ? <Part statement={statement} /> : <bdi>{name}</bdi>}
          </>
        );
      })}
    </>
  );
}

/** A position as one holds it against others. */
export function PositionCited({ statement }: { statement: Statement }) {
  const { words, names } = usePage();
  return <Cited statement={statement} text={positionSentence(words, names, statement)} />;
}
