/** Builds SVG as text. Everything that comes from a model passes through here and is escaped. */
export type Attributes = Record<string, string | number | undefined>;

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Characters that XML does not allow are left out. */
export function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

function attribute(name: string, value: string | number): string {
  return ` ${name}="${typeof value === "number" ? String(Math.round(value * 100) / 100) : escape(value)}"`;
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
