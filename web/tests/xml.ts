/** A small strict reader of XML: text -> elements, or an error that says where it is not well-formed. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** What a reference stands for; anything else after an ampersand is an error. */
function decode(text: string): string {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff<]/.test(text))
    throw new Error(`forbidden sign in “${text.slice(0, 60)}”`);
  return text.replace(/&([^;&\s]*;)?/g, (whole, name?: string) => {
    if (name === undefined) throw new Error(`bare & in “${text.slice(0, 60)}”`);
    const plain = name.slice(0, -1);
    const number = /^#(\d+)$/.exec(plain);
    if (number) return String.fromCodePoint(Number(number[1]));
    if (named[plain] === undefined) throw new Error(`unknown reference ${whole}`);
    return named[plain];
  });
}

function readAttributes(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const rest = text.replace(/\s+([A-Za-z][\w:-]*)="([^"]*)"/g, (_, name: string, value: string) => {
    if (name in found) throw new Error(`attribute ${name} twice`);
    found[name] = decode(value);
    return "";
  });
  if (rest.trim() !== "") throw new Error(`not attributes: ${text}`);
  return found;
}

export function parseXml(text: string): Node {
  const root: Node = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const pattern = /<(\/?)([A-Za-z][\w-]*)((?:\s+[A-Za-z][\w:-]*="[^"]*")*)\s*(\/?)>|([^<]+)|(<)/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, closing, name = "", attributes = "", empty, content, stray] = match;
    const top = open[open.length - 1] as Node;
    if (stray) throw new Error(`stray < at ${match.index}: ${text.slice(match.index, match.index + 60)}`);
    if (content !== undefined) top.text += decode(content);
    else if (closing) {
      if (top.name !== name) throw new Error(`</${name}> closes <${top.name}>`);
      open.pop();
    } else {
      const node = { name, attributes: readAttributes(attributes), children: [], text: "" };
      top.children.push(node);
      if (!empty) open.push(node);
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== "")
    throw new Error("not one whole element");
  return root.children[0] as Node;
}

export function everyNode(node: Node): Node[] {
  return node.children.reduce((all, child) => all.concat(everyNode(child)), [node]);
}
