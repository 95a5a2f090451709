/** Exact numbers as answers and models write them: "3", "-0.5", "1/3" -> fractions of whole numbers, and back. */

export interface Fraction {
  over: bigint;
  under: bigint;
}

function divisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  for (let y = b; y > 0n;) [x, y] = [y, x % y];
  return x;
}

function fraction(over: bigint, under: bigint): Fraction {
  const common = divisor(over, under) || 1n;
  return { over: over / common, under: under / common };
}

/** null where the text is no number. */
export function parseExact(text: string): Fraction | null {
  const parts = /^\s*([+-]?)(\d+)(?:\.(\d+)|\/(\d+))?\s*$/.exec(text);
  if (!parts) return null;
  const [, sign, whole = "0", decimals = "", under = "1"] = parts;
  if (/^0+$/.test(under)) return null;
  const scale = 10n ** BigInt(decimals.length);
  const size = BigInt(whole + decimals);
  return fraction(sign === "-" ? -size : size, decimals ? scale : BigInt(under));
}

export const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.over * b.under + b.over * a.under, a.under * b.under);
export const times = (a: Fraction, factor: bigint): Fraction => fraction(a.over * factor, a.under);

/** How many decimal places it takes; null where they never end. */
function places(under: bigint): number | null {
  let rest = under;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : null;
}

/** As a model writes it: decimals where they end, else a fraction. */
export function exactText(value: Fraction): string {
  const after = places(value.under);
  if (after === null) return `${value.over}/${value.under}`;
  const size = ((value.over < 0n ? -value.over : value.over) * 10n ** BigInt(after)) / value.under;
  const digits = size.toString().padStart(after + 1, "0");
  const whole = digits.slice(0, digits.length - after);
  return (value.over < 0n ? "-" : "") + whole + (after > 0 ? `.${digits.slice(digits.length - after)}` : "");
}
