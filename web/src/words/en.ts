/** Every word of the pages and pictures, in English. Plain texts with `{places}`; a translation is the same table again. */
export const en = {
  tag: "en",
  name: "English",
  direction: "ltr",
  numbers: { decimal: ".", thousands: "," },
  dates: {
    day: "{day} {month} {year}",
    time: "{day} {month} {year}, {time}",
    months: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
  },
  common: {
    workingPaper: "Working paper, confidential",
  },
  page: {},
  charts: {},
  workbench: {},
};
