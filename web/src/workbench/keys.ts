/** Undo, redo and save by keyboard, wherever the focus is. The editor has the same keys and comes first. */
import { useEffect } from "preact/hooks";
import type { Desk } from "./desk";

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === "text");

export function useKeys(desk: Desk): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if ((key === "z" || key === "y") && isField(event.target)) return;
      if (key === "z") (event.shiftKey ? desk.redo : desk.undo)();
      else if (key === "y") desk.redo();
      else if (key === "s") void desk.saveAll();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [desk]);
}
