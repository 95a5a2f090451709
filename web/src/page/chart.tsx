/** A picture in the page: drawn anew for the width there is. The text comes from charts/, which escapes all of the model's. */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { exportedPicture, type PlotKind } from "../charts/plot";
import { type Picture, svgText } from "../charts/picture";
import { usePage, type PageState } from "./context";

export interface ChartProps {
  draw: (width: number) => Picture;
  /** Which picture it is where it can be saved. */
  kind?: PlotKind;
  axes?: string[];
  /** Called with what lies under the pointer, and whether it was pressed. */
  onPoint?: (target: Element, pressed: boolean) => void;
  onLeave?: () => void;
  /** The package that is marked in the picture. */
  marked?: number | null;
}

/** Where nothing is laid out yet. */
const assumedWidth = 720;

/** Opens the statement that a mark stands for. */
export function openNamed(page: PageState, target: Element, pressed: boolean): void {
  const mark = target.closest<SVGElement>("[data-name]");
  const statement = page.statement(mark?.getAttribute("data-name") ?? "");
  if (mark && statement) page.open(statement, mark, pressed ? "hold" : "glance");
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => setWidth(Math.floor(element.clientWidth) || assumedWidth);
    const observer = new ResizeObserver(measure);
    measure();
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}

/** The picture as a file, with its banner. */
function save(page: PageState, kind: PlotKind, axes: string[] | undefined): void {
  const options = { theme: "light" as const, for: page.view, ...(axes ? { axes } : {}) };
  const url = URL.createObjectURL(
    new Blob([exportedPicture(kind, page.answers, page.words, options)], { type: "image/svg+xml" }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = `${kind}.svg`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const markedClass = "marked";

function useMark(box: { current: HTMLDivElement | null }, marked: number | null | undefined, svg: string): void {
  useLayoutEffect(() => {
    for (const mark of box.current?.querySelectorAll(`.${markedClass}`) ?? []) mark.classList.remove(markedClass);
    if (marked === null || marked === undefined) return;
    for (const mark of box.current?.querySelectorAll(`[data-package="${marked}"]`) ?? [])
      mark.classList.add(markedClass);
  }, [marked, svg]);
}

export function Chart({ draw, kind, axes, onPoint, onLeave, marked }: ChartProps) {
  const page = usePage();
  const { box, width } = useWidth();
  const svg = useMemo(() => (width > 0 ? svgText(draw(width), page.words, { theme: "page" }) : ""), [draw, width]);
  useMark(box, marked, svg);
  return (
    <div class="picture">
      <div
        ref={box}
        class="chart"
        tabIndex={0}
        onPointerOver={(event) => event.pointerType === "mouse" && onPoint?.(event.target as Element, false)}
        onPointerLeave={onLeave}
        onClick={(event) => onPoint?.(event.target as Element, true)}
        dangerouslySetInnerHTML={{ __html: svg }}
      />
      {kind && (
        <button type="button" class="save" onClick={() => save(page, kind, axes)}>
          {page.words.page.save}
        </button>
      )}
    </div>
  );
}
