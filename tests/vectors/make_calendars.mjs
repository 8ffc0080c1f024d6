// Makes calendars.json: Persian and Ethiopic dates with the Gregorian day that each is, by ICU (Intl in Node).
//
// Run once as `node tests/vectors/make_calendars.mjs`. For each calendar: the first and the last day of every year from
// 1865 to 2094 (where the Persian rule is exact), and every 97th day between.

import { writeFileSync } from "node:fs";

const DAY = 24 * 60 * 60 * 1000;
const FROM = Date.UTC(1865, 2, 21);
const TO = Date.UTC(2094, 2, 20);
const STEP = 97;

/** Year, month and day of *moment* in *calendar*, in Latin digits. */
function told(calendar) {
  const format = new Intl.DateTimeFormat("en-u-nu-latn", {
    calendar, timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric",
  });
  return (moment) => {
    const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return [parts.year, parts.month, parts.day];
  };
}

/** Rows of [year, month, day, Gregorian day] for *calendar*. */
function rows(calendar) {
  const tell = told(calendar);
  const isFirst = (moment) => tell(moment)[1] === 1 && tell(moment)[2] === 1;
  const found = [];
  for (let moment = FROM; moment <= TO; moment += DAY) {
    if ((moment - FROM) / DAY % STEP === 0 || isFirst(moment) || isFirst(moment + DAY)) {
      found.push([...tell(moment), new Date(moment).toISOString().slice(0, 10)]);
    }
  }
  return found;
}

const list = (calendar) => "[\n  " + rows(calendar).map((row) => JSON.stringify(row)).join(",\n  ") + "\n ]";
const { node, icu, cldr, unicode } = process.versions;
writeFileSync(
  new URL("calendars.json", import.meta.url),
  `{
 "expect": "assessment.items.calendars.days gives this Gregorian day",
 "made_with": ${JSON.stringify({ node, icu, cldr, unicode })},
 "persian": ${list("persian")},
 "ethiopic": ${list("ethiopic")}
}
`,
);
