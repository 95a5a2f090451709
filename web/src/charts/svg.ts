/** Builds SVG as text. Everything that comes from a model passes through here and is escaped. */
export type Attributes = Record<string, string | number | undefined>;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A sign beyond U+FFFF as a reference: whatever writes the text then needs no pairs. Half a pair is no sign. */
function reference(pair: string): string {
  const [high, low] = [pair.charCodeAt(0), pair.charCodeAt(1)];
  if (pair.length === 2) return `&#${(high - 0xd800) * 0x400 + low - 0xdc00 + 0x10000};`;
  return high > 0xffff ? `&#${high};` : "\ufffd";
}

/** Characters that XML does not allow are left out, and those that would turn the text around them. */
export function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
    .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]|[^\u0000-\uffff]/g, reference);
}

/** Hundredths of a pixel. What lies between two by arithmetic goes up in every engine, whatever its last bit says. */
export const rounded = (value: number): number => Math.round(value * 100 + 1e-6) / 100;

function attribute(name: string, value: string | number): string {
  return ` ${name}="${typeof value === "number" ? String(rounded(value)) : escape(value)}"`;
}

/** An element around children that are SVG already. */
export function element(name: string, attributes: Attributes, children: string[] = []): string {
  let text = "";
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined) text += attribute(key, value);
  }
  return children.length > 0 ? `<${name}${text}>${children.join("")}</${name}>` : `<${name}${text}/>`;
}

/** A text element. */
export function label(attributes: Attributes, text: string): string {
  return element("text", attributes, [escape(text)]);
}
