/** The entry of `zopa plot`: a global function from a bundle to SVG text, for an interpreter without a page. */
import "./polyfill";
import type { Answers, Bundle } from "../wire";
import { isLanguage, languages, type Words } from "../words/table";
import { withBanner } from "./banner";
import { mapPicture } from "./map";
import { type ChartOptions, type Picture, svgText } from "./picture";
import { positionsPicture } from "./positions";
import { timelinePicture } from "./timeline";

export type PlotKind = "frontier" | "positions" | "timeline";

const charts: Record<PlotKind, (answers: Answers, words: Words, options: ChartOptions) => Picture> = {
  frontier: mapPicture,
  positions: positionsPicture,
  timeline: timelinePicture,
};

export interface PlotOptions {
  language: string;
  theme: "light" | "dark";
  axes?: string[];
  width?: number;
}

/** A picture as it leaves the page or the command line: with its banner, on its own ground. */
export function exportedPicture(kind: PlotKind, answers: Answers, words: Words, options: ChartOptions): string {
  return svgText(withBanner(charts[kind](answers, words, options), answers, words, options), words, options);
}

export function zopaPlot(kind: string, bundle: string, options: string): string {
  const data = JSON.parse(bundle) as Bundle;
  const { language, ...asked } = JSON.parse(options) as PlotOptions;
  const words = languages[isLanguage(language) ? language : "en"];
  if (!(kind in charts)) throw new Error(`unknown picture “${kind}”; there are ${Object.keys(charts).join(", ")}`);
  return exportedPicture(kind as PlotKind, data.answers, words, { ...asked, for: data.for });
}

(globalThis as unknown as Record<string, unknown>)["zopaPlot"] = zopaPlot;
