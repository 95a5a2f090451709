/** The report page: which language, then the sections. */
import { useState } from "preact/hooks";
import type { Bundle } from "../wire";
import { languages } from "../words/table";
import { Page } from "./page";

export function ReportPage({ bundle }: { bundle: Bundle }) {
  const [language, choose] = useState(bundle.language);
  return <Page answers={bundle.answers} words={languages[language]} onLanguage={choose} />;
}
