import { expect, test } from "vitest";
import { clipboardText } from "./clipboard-writes";

test.each<[string, string | null]>([
  ["c;R3LDvMOfZQ==", "Grüße"],
  [";aGk=", "hi"],
  ["pc;aGk=", "hi"],
  ["c;?", null],
  ["c;/w==", null],
  ["c;a", null],
  ["c", null],
])("%s is %s", (data, text) => {
  expect(clipboardText(data)).toBe(text);
});
