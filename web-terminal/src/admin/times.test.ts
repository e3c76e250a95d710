import { expect, test } from "vitest";
import { sinceInWords } from "./times";

const now = Date.parse("2026-01-02T00:00:00Z");

test.each([
  ["2026-01-01T23:59:00Z", "1 min ago"],
  ["2026-01-03T00:00:00Z", "in 1 d"],
  ["2026-01-02T00:00:00Z", "0 s ago"],
  ["nonsense", "nonsense"],
])("%s is %s", (iso, words) => {
  expect(sinceInWords(iso, now)).toBe(words);
});
