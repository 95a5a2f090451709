/** The width of the window as one of three. */
import { useEffect, useState } from "preact/hooks";
import type { Room } from "./panels";

const narrow = "(max-width: 55rem)";
const wide = "(min-width: 96rem)";

const measured = (): Room => (matchMedia(narrow).matches ? "narrow" : matchMedia(wide).matches ? "wide" : "middle");

export function useRoom(): Room {
  const [room, take] = useState<Room>(measured());
  useEffect(() => {
    const queries = [matchMedia(narrow), matchMedia(wide)];
    const look = () => take(measured());
    for (const query of queries) query.addEventListener("change", look);
    return () => {
      for (const query of queries) query.removeEventListener("change", look);
    };
  }, []);
  return room;
}
