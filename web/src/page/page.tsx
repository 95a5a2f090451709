/** The sections that report and workbench share, in the order of reading. */
import type { Answers, Language } from "../wire";
import type { Words } from "../words/table";

export interface PageProps {
  answers: Answers;
  words: Words;
  onLanguage: (language: Language) => void;
}

export function Page({ answers, words }: PageProps) {
  return (
    <main>
      <h1>
        <bdi>{answers.show?.negotiation}</bdi>
      </h1>
      <p>{words.common.workingPaper}</p>
    </main>
  );
}
