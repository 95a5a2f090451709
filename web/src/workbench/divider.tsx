/** The line between text and page: dragged, or moved by the arrow keys. */
import { useBench } from "./context";

const stepBy = 0.02;

export function Divider() {
  const { state, desk, words, w } = useBench();
  const set = (split: number) => desk.store.act({ type: "split", split });
  const rtl = words.direction === "rtl";
  const drag = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement;
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const box = handle.parentElement?.getBoundingClientRect();
    if (!box || box.width === 0) return;
    const share = (event.clientX - box.left) / box.width;
    set(rtl ? 1 - share : share);
  };
  const key = (event: KeyboardEvent) => {
    const ways: Record<string, number> = {
      ArrowLeft: rtl ? stepBy : -stepBy,
      ArrowRight: rtl ? -stepBy : stepBy,
      Home: -1,
      End: 1,
    };
    const way = ways[event.key];
    if (way === undefined) return;
    event.preventDefault();
    set(state.split + way);
  };
  return (
    <div
      class="divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={w.divider}
      aria-valuemin={20}
      aria-valuemax={75}
      aria-valuenow={Math.round(state.split * 100)}
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={key}
    />
  );
}
