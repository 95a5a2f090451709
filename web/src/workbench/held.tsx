/** Parts that are large see only the state that they show: other changes do not reach them. */
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { BenchContext, useBench } from "./context";

/** `by`: what the parts inside depend on; while it is the same, they keep the state that they had. */
export function Held({ by, children }: { by: unknown[]; children: ComponentChildren }) {
  const bench = useBench();
  const held = useMemo(() => bench, by);
  const inside = useMemo(() => children, by);
  return <BenchContext.Provider value={held}>{inside}</BenchContext.Provider>;
}

/** A key pressed so many milliseconds ago is one of a row. */
const typing = 300;
/** What is drawn so fast is drawn at once. */
const swift = 24;
const longest = 1500;

let lastKey = -typing;
if (typeof addEventListener === "function") addEventListener("keydown", () => (lastKey = performance.now()), true);

/** The value, as late as drawing it is slow, and not while somebody types: then the letters come first. */
export function useUnhurried<T>(value: T): T {
  const [shown, show] = useState(value);
  const latest = useRef(value);
  const cost = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  latest.current = value;
  const take = () => {
    timer.current = null;
    const since = performance.now();
    if (cost.current > swift && since - lastKey < typing) return wait(typing);
    show(latest.current);
    requestAnimationFrame(() => (cost.current = performance.now() - since));
  };
  const wait = (time: number) => {
    timer.current = setTimeout(take, time);
  };
  useEffect(() => {
    if (value === shown || timer.current) return;
    if (cost.current <= swift) take();
    else wait(Math.min(longest, cost.current * 2));
  }, [value, shown]);
  useEffect(() => () => void (timer.current && clearTimeout(timer.current)), []);
  return shown;
}
