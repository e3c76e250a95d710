import { expect, test } from "vitest";
import { SafeStart } from "./safe-start";

const utf8 = new TextEncoder();

function shown(...pieces: Uint8Array[]): string {
  const start = new SafeStart();
  for (let i = 0; i < pieces.length; i++) {
    const first = start.take(pieces[i] as Uint8Array);
    if (first === null) continue;
    const rest = pieces.slice(i + 1).map((piece) => new TextDecoder().decode(piece));
    return new TextDecoder().decode(first) + rest.join("");
  }
  return "";
}

test.each([
  ["a line", "ne\nwhole", "whole"],
  ["the parameters of an escape sequence", "1;31mred\nnext", "next"],
  ["text before an escape sequence", "ext\x1b[2Jdrawn", "\x1b[2Jdrawn"],
  ["a string and its end", "0;title\x1b\\\x1b[Hdrawn", "\x1b[Hdrawn"],
])("begins after a cut in %s", (_name, text, expected) => {
  expect(shown(utf8.encode(text))).toBe(expected);
});

test("begins after a cut character", () => {
  expect(shown(utf8.encode("ü\n€").subarray(1))).toBe("€");
});

test.each([
  [["abc", "\x1b", "[Hx"], "\x1b[Hx"],
  [["abc\x1b", "\\tail\nx"], "tail\nx"],
  [["a", "b", "c\nd"], "d"],
])("finds the start over several pieces: %j", (pieces, expected) => {
  expect(shown(...pieces.map((piece) => utf8.encode(piece)))).toBe(expected);
});

test("shows text without lines before long, from a whole character on", () => {
  const text = "é".repeat(6_000);

  const rest = shown(utf8.encode(text));

  expect(rest.length).toBeGreaterThan(1_500);
  expect(text.endsWith(rest)).toBe(true);
});

test("counts what it left out", () => {
  const start = new SafeStart();
  start.take(utf8.encode("abc"));
  start.take(utf8.encode("de\nf"));

  expect(start.skipped).toBe(6);
});
