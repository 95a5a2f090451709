/**
 * The banner inside every picture that leaves the page: working paper, confidential; which negotiation, the record at what
 * time, files read, how much of it is assumed or inferred, and from whose view.
 */
import type { Answer, Answers } from "../wire";
import { fill } from "../words/fill";
import { dateWords } from "../words/format";
import { isolate } from "../words/grammar";
import { guessWords } from "../words/guesses";
import type { Words } from "../words/table";
import { wrap } from "./measure";
import { Pen, lineStep } from "./pen";
import { type ChartOptions, type Picture, coloursOf, isMirrored } from "./picture";
import { element } from "./svg";
import { partyName } from "./wording";

/** The lines below the heading. What the record is asked about without, or also with, is said too. */
function bannerLines(answers: Answers, words: Words, options: ChartOptions): string[] {
  const { banner } = words.charts;
  const head: Answer | undefined = answers.show ?? Object.values(answers).find((answer) => answer !== undefined);
  if (!head) return [];
  const at = head.on ?? head.moment;
  const lines = [
    at === null ? banner.undated : fill(banner.asOf, { date: dateWords(words, at.replace("T23:59", "")) }),
  ];
  lines[0] += ` · ${fill(banner.files, { files: head.read.files.join(", ") })}`;
  if (answers.show) lines.push(guessWords(words, answers));
  if (head.without.length > 0) lines.push(fill(banner.without, { names: head.without.join(", ") }));
  if (head.also.length > 0) lines.push(fill(banner.also, { names: head.also.join("; ") }));
  if (options.for) lines.push(fill(banner.view, { party: isolate(words, partyName(answers, options.for)) }));
  return lines;
}

const margin = 24;

/** Draws the banner and gives the height it takes. */
function drawBanner(pen: Pen, negotiation: string, picture: Picture, lines: string[], words: Words): number {
  const room = pen.width - 2 * margin;
  let y = 30;
  y = pen.lines(margin, y, wrap(`${words.common.workingPaper} · ${negotiation}`, 13, room, true), {
    size: 13,
    bold: true,
  });
  y += 2;
  for (const line of lines) y = pen.lines(margin, y, wrap(line, 11, room), { size: 11, fill: "quiet" });
  pen.line(margin, y - 4, pen.width - margin, y - 4, { stroke: pen.colour("edge"), "stroke-width": 1 });
  y += 24;
  y = pen.lines(margin, y, wrap(picture.title, 17, room, true), { size: 17, bold: true });
  return y - lineStep(17) + 12;
}

/** The picture below its banner and title, with a margin around it. Every picture that is exported passes through here. */
export function withBanner(picture: Picture, answers: Answers, words: Words, options: ChartOptions): Picture {
  const width = picture.width + 2 * margin;
  const pen = new Pen(width, coloursOf(options), isMirrored(words));
  const negotiation =
    answers.show?.negotiation ?? Object.values(answers).find((answer) => answer !== undefined)?.negotiation ?? "";
  const top = drawBanner(pen, negotiation, picture, bannerLines(answers, words, options), words);
  const moved = picture.boxes.map((box) => ({ ...box, x: box.x + margin, y: box.y + top }));
  return {
    ...picture,
    width,
    height: picture.height + top + margin,
    body: pen.body + element("g", { transform: `translate(${margin},${top})` }, [picture.body]),
    boxes: pen.boxes.concat(moved),
  };
}
