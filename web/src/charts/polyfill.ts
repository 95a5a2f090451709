/** What the chart libraries call and an ES5 interpreter may lack; nothing is done where it is there. */

function define(target: object, name: string, value: (...given: never[]) => unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

define(Array.prototype, "find", function (this: unknown[], holds: (item: unknown, at: number) => boolean) {
  return this.filter(holds)[0];
});
define(Array.prototype, "findIndex", function (this: unknown[], holds: (item: unknown, at: number) => boolean) {
  for (let at = 0; at < this.length; at += 1) if (holds(this[at], at)) return at;
  return -1;
});
define(Object, "values", (owner: Record<string, unknown>) => Object.keys(owner).map((key) => owner[key]));
define(Array, "from", (list: ArrayLike<unknown>, change?: (item: unknown, at: number) => unknown) => {
  const items = Array.prototype.slice.call(list);
  return change ? items.map(change) : items;
});
