/** The entry of `zopa plot`: a global function from a bundle to SVG text, for an interpreter without a page. */
import type { Bundle } from "../wire";
import { element } from "./svg";

export interface PlotOptions {
  language: string;
  theme: "light" | "dark";
  axes: string[];
}

export function zopaPlot(kind: string, bundle: string, options: string): string {
  const data = JSON.parse(bundle) as Bundle;
  const asked = JSON.parse(options) as PlotOptions;
  return element("svg", { xmlns: "http://www.w3.org/2000/svg", "data-kind": kind, lang: asked.language }, [
    element("title", {}, [data.answers.show?.negotiation ?? ""]),
  ]);
}

(globalThis as unknown as Record<string, unknown>)["zopaPlot"] = zopaPlot;
