/** A button that hands a package on, where there is something to do with it. */
import type { Package } from "../wire";
import { usePage } from "./context";

export function TakePackage({ chosen }: { chosen: Package }) {
  const { onPackage, words } = usePage();
  if (!onPackage) return null;
  return (
    <button type="button" class="take" onClick={() => onPackage(chosen)}>
      {words.page.take}
    </button>
  );
}
