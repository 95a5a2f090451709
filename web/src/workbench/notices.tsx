/** Short words about what was done; each can be put away. */
import { useEffect } from "preact/hooks";
import { fill } from "../words/fill";
import { type Bench, useBench } from "./context";
import type { Notice } from "./state";

function noticeWords(w: Bench["w"], notice: Notice): string {
  if (notice.what === "restored") return w.notices.restored;
  if (notice.what === "full") return w.notices.full;
  if (notice.what === "unreadable") return fill(w.notices.unreadable, { name: notice.path });
  if (notice.what === "saved") return fill(w.notices.saved, { name: notice.path });
  if (notice.what === "reread") return fill(w.notices.reread, { name: notice.path });
  if (notice.what === "exported") return fill(w.notices.exported, { name: notice.name });
  return fill(w.notices.refused, { text: notice.text });
}

/** Milliseconds after which a notice that asks for nothing leaves. */
const lifetime = 6000;

function Line({ notice }: { notice: Notice }) {
  const { desk, w } = useBench();
  const away = () => desk.store.act({ type: "noticed", notice });
  const brief = notice.what === "saved" || notice.what === "exported";
  useEffect(() => {
    if (!brief) return undefined;
    const timer = setTimeout(away, lifetime);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <li data-what={notice.what}>
      <span dir="auto">{noticeWords(w, notice)}</span>
      <button type="button" class="plain-button" onClick={away}>
        {w.notices.dismiss}
      </button>
    </li>
  );
}

export function Notices() {
  const { state, w } = useBench();
  return (
    <section class="notices" aria-label={w.notices.title}>
      <div role="status">
        {state.notices.length > 0 && (
          <ul class="plain">
            {state.notices.map((notice) => (
              <Line key={JSON.stringify(notice)} notice={notice} />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
