/** The colours of all pictures, one table. Text holds 4.5:1 against what it stands on, marks 3:1; hue never speaks alone. */

const light = {
  /** the ground, and a band that sets a heading off */
  paper: "#ffffff",
  wash: "#f3f5f8",
  /** text, and text of less weight */
  ink: "#1b2027",
  quiet: "#56606e",
  /** lines that only help the eye along */
  rule: "#d5dae1",
  /** edges of what must be seen: marks out of reach, boxes, axes */
  edge: "#7d8795",
  /** within reach, and text upon it */
  accent: "#1f5fa8",
  onAccent: "#ffffff",
  /** a tint of it behind ink */
  tint: "#e3edf8",
  /** what was put on the table, what gives way */
  second: "#a34a00",
};

export type Role = keyof typeof light;
export type Colours = Record<Role, string>;
export type ThemeName = "light" | "dark" | "page";

const dark: Colours = {
  paper: "#14181d",
  wash: "#1e242c",
  ink: "#e9ecf0",
  quiet: "#aab3bf",
  rule: "#343c47",
  edge: "#7f8a99",
  accent: "#84b8f2",
  onAccent: "#0d1319",
  tint: "#1d3048",
  second: "#f2ac70",
};

/** In a page its style sheet chooses, by the same names; the light colours stand in where it says nothing. */
function pageColours(): Colours {
  const colours = { ...light };
  for (const role of Object.keys(light) as Role[]) colours[role] = `var(--${propertyName(role)}, ${light[role]})`;
  return colours;
}

export const propertyName = (role: Role): string => role.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const themes: Record<ThemeName, Colours> = { light, dark, page: pageColours() };

export const font = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif";
