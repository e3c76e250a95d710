import { expect, test } from "vitest";
import {
  byHits,
  hitsInWords,
  hitsOf,
  specialInWords,
  valueInWords,
  whomInWords,
} from "./limits-words";

test.each([
  ["sessions", 10_000, "10,000"],
  ["starts-per-caller", 600, "600 a minute"],
  ["output-per-caller", 128e6, "128 MB"],
  ["spill", 4e9, "4.0 GB"],
  ["output-rate", 1e6, "1.0 MB/s"],
  ["idle-time", 900_000, "15 min"],
  ["queue-time", 5000, "5 s"],
  ["queue-time", 1500, "1500 ms"],
  ["total-time", null, "none"],
])("%s of %s is %s", (name, value, words) => {
  expect(valueInWords({ name, value })).toBe(words);
});

test("tells what some have instead", () => {
  const special = {
    subjects: ["token:ci*"],
    groups: ["guests"],
    limits: { sessions: 3, output: 8 },
  };

  expect(whomInWords(special)).toBe("token:ci*, group guests");
  const usual = [
    { name: "sessions-per-caller", value: 1000 },
    { name: "output-per-caller", value: 8 },
  ];
  expect(specialInWords(special, usual)).toEqual(["sessions-per-caller 3"]);
});

test("tells the limits that a caller ran into, the most hit first", () => {
  const caller = { caller: "user:ann", hits: { sessions: 2, rate: 1200, idle: 0 } };

  expect(hitsInWords(caller)).toBe("rate × 1,200, sessions × 2");
  expect(hitsOf(caller)).toBe(1202);
  expect(hitsInWords({ caller: "user:bob" })).toBe("");
});

test("puts those first who ran into limits, then those who use most", () => {
  const callers = [
    { caller: "c", sessions: 1 },
    { caller: "a", sessions: 9 },
    { caller: "b", hits: { rate: 1 } },
    { caller: "A", sessions: 9 },
  ];

  expect(byHits(callers).map(({ caller }) => caller)).toEqual(["b", "a", "A", "c"]);
});
