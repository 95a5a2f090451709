/** When the panel of a statement opens and closes: glances come and go with pointer and focus, a press holds it. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Statement } from "../wire";
import type { Anchor, Manner } from "./context";

export interface Opened {
  statement: Statement;
  anchor: Anchor;
  manner: Manner;
}

const beforeOpening = 120;
const beforeClosing = 220;

export function useOpening() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const now = useRef<Opened | null>(null);
  const timer = useRef(0);
  now.current = opened;
  const wait = useCallback((act: () => void, time: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(act, time);
  }, []);
  const close = useCallback(() => {
    const was = now.current;
    window.clearTimeout(timer.current);
    setOpened(null);
    if (was && was.manner !== "glance") was.anchor.focus();
  }, []);
  const open = useCallback((statement: Statement, anchor: Anchor, manner: Manner) => {
    if (manner !== "glance") {
      window.clearTimeout(timer.current);
      setOpened({ statement, anchor, manner });
    } else if (now.current === null || now.current.manner === "glance")
      wait(() => setOpened({ statement, anchor, manner }), beforeOpening);
  }, []);
  const leave = useCallback(() => {
    if (now.current === null || now.current.manner === "glance") wait(() => setOpened(null), beforeClosing);
  }, []);
  const stay = useCallback(() => window.clearTimeout(timer.current), []);
  useEffect(() => {
    const key = (event: KeyboardEvent) => event.key === "Escape" && now.current && close();
    const press = (event: PointerEvent) => {
      const target = event.target as Element | null;
      if (now.current && !target?.closest(".evidence") && !target?.closest(".reference")) setOpened(null);
    };
    const drop = () => setOpened(null);
    document.addEventListener("keydown", key);
    document.addEventListener("pointerdown", press);
    window.addEventListener("resize", drop);
    return () => {
      document.removeEventListener("keydown", key);
      document.removeEventListener("pointerdown", press);
      window.removeEventListener("resize", drop);
    };
  }, []);
  return { opened, open, leave, stay, close };
}
