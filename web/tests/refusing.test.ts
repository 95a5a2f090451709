/** Where no position could open anything the page says so, and does not put it down to red lines or positions. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isBeyondPositions, isOfBloc } from "../src/page/refusing";
import type { Why } from "../src/wire";

const why = (facts_exclude: boolean, conflicts: { names: string[] }[]) => ({ facts_exclude, conflicts }) as Why;

test("a bloc that accepts nothing, and facts that exclude each other, are beyond the positions", () => {
  assert.equal(isOfBloc({ names: [] }), true);
  assert.equal(isBeyondPositions(why(false, [{ names: [] }])), true);
  assert.equal(isBeyondPositions(why(true, [{ names: ["low", "high"] }])), true);
  assert.equal(isBeyondPositions(why(false, [{ names: ["A.one", "B.two"] }])), false);
});
