import { expect, test } from "vitest";
import { ageInWords, bytesInWords } from "./units";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 kB"],
  [99_460, "99.5 kB"],
  [99_960, "100 kB"],
  [999_700, "1.0 MB"],
  [12e9, "12.0 GB"],
])("%d bytes are %s", (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});

test.each([
  [-2, "0 s"],
  [59.9, "59 s"],
  [60, "1 min"],
  [7199, "1 h"],
  [200_000, "2 d"],
])("%d seconds are %s", (seconds, words) => {
  expect(ageInWords(seconds)).toBe(words);
});
