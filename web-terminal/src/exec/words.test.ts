import { expect, test } from "vitest";
import { joinWords, splitWords, Unreadable } from "./words";

test.each<[string, string[]]>([
  ["", []],
  ["  ls   -al ", ["ls", "-al"]],
  ["sh -c 'echo \"hi\"; exit 3'", ["sh", "-c", 'echo "hi"; exit 3']],
  ['a"b c"d', ["ab cd"]],
  ["''", [""]],
  ['"\\" \\n \\\\"', ['" \\n \\']],
  ["a\\ b", ["a b"]],
  ["$HOME *", ["$HOME", "*"]],
])("%s", (line, words) => {
  expect(splitWords(line)).toEqual(words);
});

test.each(["'open", 'say "open', "end\\"])("%s is not read as something else", (line) => {
  expect(() => splitWords(line)).toThrow(Unreadable);
});

test("words come back from the line that is made of them", () => {
  const words = ["sh", "-c", "it's; $x", "", "ü b", "--name=a/b"];

  expect(splitWords(joinWords(words))).toEqual(words);
});
