/** The whole of the workbench. */
import { Page } from "../page/page";
import { languages } from "../words/table";

export function Workbench() {
  return <Page answers={{}} words={languages.en} onLanguage={() => undefined} />;
}
