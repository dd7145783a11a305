import fc from "fast-check";
import { expect, test } from "vitest";
import {
  dateIn,
  daysIn,
  parseCalendarDate,
  parseInstant,
  plusDays,
  type CalendarDate,
  type Instant,
} from "../../src/kernel/calendar.ts";

const date = (text: string): CalendarDate => parseCalendarDate(text) ?? expect.fail(`${text} is a date`);
const instant = (text: string): Instant => parseInstant(text) ?? expect.fail(`${text} is an instant`);

test.each(["2026-02-30", "2026-13-01", "2027-02-29", "26-01-01", "2026-1-5", "2026-01-05T00:00:00Z", "", "0000-00-00"])(
  "[C4] %j is not a day of the calendar",
  (text) => {
    expect(parseCalendarDate(text)).toBeUndefined();
  },
);

test("[C4] 29 February exists in leap years only", () => {
  expect(parseCalendarDate("2028-02-29")).toBe("2028-02-29");
  expect(parseCalendarDate("2100-02-29")).toBeUndefined();
});

test.each([
  "2026-01-05T00:00:00",
  "2026-01-05",
  "2026-02-30T00:00:00Z",
  "2026-01-05 00:00:00Z",
  "2026-01-05T25:00:00Z",
])("[C4] %j is not an instant: a clock time needs a day and a zone", (text) => {
  expect(parseInstant(text)).toBeUndefined();
});

test("[C4] one instant is different days in different zones, daylight saving included", () => {
  expect(dateIn(instant("2026-03-29T22:30:00Z"), "Europe/Berlin")).toBe("2026-03-30");
  expect(dateIn(instant("2026-03-28T22:30:00Z"), "Europe/Berlin")).toBe("2026-03-28");
  expect(dateIn(instant("2026-01-01T05:00:00Z"), "America/Los_Angeles")).toBe("2025-12-31");
  expect(dateIn(instant("2026-01-01T11:00:00+01:00"), "Pacific/Kiritimati")).toBe("2026-01-02");
});

test("[B1] days are counted on the calendar: adding and counting agree for any date and distance", () => {
  const anyDate = fc
    .date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
    .map((day) => date(day.toISOString().slice(0, 10)));
  fc.assert(
    fc.property(anyDate, fc.integer({ min: 0, max: 4_000 }), (first, days) => {
      const last = plusDays(first, days);
      expect(daysIn({ first, last })).toBe(days + 1);
      expect(plusDays(last, -days)).toBe(first);
    }),
  );
});
