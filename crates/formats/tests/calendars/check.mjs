// Reads a calendar with ical.js in its strict mode and prints what it understood, one line an event.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[3]}/`);
const { default: ICAL } = await import(require.resolve("ical.js"));
ICAL.design.strict = true;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const component of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(component, { strictExceptions: true });
  const status = component.getFirstPropertyValue("status");
  console.log(["ical.js", event.uid, event.startDate, event.endDate, status, event.summary].join("|"));
}
