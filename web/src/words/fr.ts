/** The table in French. */
import type { Words } from "./table";

export const fr: Words = {
  tag: "fr",
  name: "Français",
  direction: "ltr",
  numbers: { decimal: ",", thousands: "\u202f" },
  dates: {
    day: "{day} {month} {year}",
    time: "{day} {month} {year}, {time}",
    months: [
      "janvier",
      "février",
      "mars",
      "avril",
      "mai",
      "juin",
      "juillet",
      "août",
      "septembre",
      "octobre",
      "novembre",
      "décembre",
    ],
  },
  common: {
    workingPaper: "Document de travail, confidentiel",
  },
  page: {},
  charts: {},
  workbench: {},
};
