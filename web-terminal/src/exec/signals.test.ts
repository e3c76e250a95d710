import { expect, test } from "vitest";
import { signalsLike } from "./signals";

test.each<[string, string[]]>([
  ["kill", ["KILL"]],
  ["SIGUS", ["USR1", "USR2"]],
  ["9", ["9"]],
  ["64", ["64"]],
  ["65", []],
  ["rtmin+3", ["RTMIN+3"]],
  ["a b", []],
])("“%s” may mean %o", (text, names) => {
  expect(signalsLike(text).map(({ name }) => name)).toEqual(names);
});
