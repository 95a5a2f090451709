/** The report: a page over the answers that stand in the file. */
import { render } from "preact";
import "./styles/page.css";
import type { Bundle } from "./wire";
import { ReportPage } from "./page/report-page";

const data = JSON.parse(document.getElementById("zopa-data")?.textContent ?? "{}") as Bundle;
const app = document.getElementById("app");
if (app) render(<ReportPage bundle={data} />, app);
