/** The workbench: the same page beside the text, alive. */
import { render } from "preact";
import "./styles/page.css";
import { Workbench } from "./workbench/workbench";

const app = document.getElementById("app");
if (app) render(<Workbench />, app);
