import { expect, test } from "vitest";
import { parseMarkdown, parseSpans } from "./markdown";

test("lines of a paragraph are one, and an empty line ends it", () => {
  expect(parseMarkdown("one\ntwo\n\nthree\n")).toEqual([
    { spans: [{ style: "plain", text: "one two" }] },
    { spans: [{ style: "plain", text: "three" }] },
  ]);
});

test("a list has items", () => {
  expect(parseMarkdown("- one\n- two")).toEqual([
    { items: [[{ style: "plain", text: "one" }], [{ style: "plain", text: "two" }]] },
  ]);
});

test("code and strong words are told apart, and a star in code is a star", () => {
  expect(parseSpans("**Raw**, with `bytes */4` there")).toEqual([
    { style: "strong", text: "Raw" },
    { style: "plain", text: ", with " },
    { style: "code", text: "bytes */4" },
    { style: "plain", text: " there" },
  ]);
});
