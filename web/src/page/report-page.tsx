/** The report page: which language, then the sections. */
import { useEffect, useState } from "preact/hooks";
import type { Bundle } from "../wire";
import { languages } from "../words/table";
import { Page } from "./page";

export function ReportPage({ bundle }: { bundle: Bundle }) {
  const [language, choose] = useState(bundle.language);
  const words = languages[language] ?? languages.en;
  useEffect(() => {
    document.documentElement.lang = words.tag;
    document.documentElement.dir = words.direction;
    document.title = [bundle.answers.show?.negotiation, words.common.workingPaper].filter(Boolean).join(" – ");
  }, [words]);
  return <Page answers={bundle.answers} words={words} onLanguage={choose} view={bundle.for} />;
}
