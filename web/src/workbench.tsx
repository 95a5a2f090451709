/** The workbench: the same page beside the text, alive. What it starts with stands in the page; the token in its address. */
import { render } from "preact";
import "./styles/page.css";
import "./styles/workbench.css";
import type { Start } from "./workbench/tools";
import { Workbench } from "./workbench/workbench";

const start = JSON.parse(document.getElementById("zopa-start")?.textContent ?? "{}") as Start;
const token = new URLSearchParams(location.search).get("token") ?? "";
const app = document.getElementById("app");
if (app) render(<Workbench start={start} token={token} />, app);
