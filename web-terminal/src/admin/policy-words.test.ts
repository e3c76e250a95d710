import { expect, test } from "vitest";
import type { Rule } from "./admin-api";
import { factsOf, isDenial, verbsOf } from "./policy-words";

const builds: Rule = {
  name: "builds",
  allow: ["signal", "exec"],
  subjects: { users: ["*"], groups: ["dev-*"], tokens: ["ci"] },
  on: { remotes: ["lxd"], instances: ["build"], config: { "user.team": ["web", "mail"] } },
  when: {
    uids: ["1000-1999"],
    gids: ["1000-1999"],
    commands: [
      ["make", "**"],
      ["echo", "a b"],
    ],
    environment: [],
    interactive: false,
    networks: ["10.0.0.0/8"],
  },
};

test("tells for whom, where and when a rule holds", () => {
  expect(factsOf(builds)).toEqual([
    ["For", ["every user", "group dev-*", "token ci"]],
    ["Remotes", ["lxd"]],
    ["Instances", ["build"]],
    ["user.team", ["web", "mail"]],
    ["User IDs", ["1000-1999"]],
    ["Commands", ["make **", "echo 'a b'"]],
    ["May set", ["no variable"]],
    ["Terminal", ["without a terminal"]],
    ["From", ["10.0.0.0/8"]],
  ]);
});

test("tells the one command of a rule and what its parameters may be", () => {
  const command = {
    argv: ["restart", "{unit}", "{port}", "{tag}"],
    parameters: { unit: { oneOf: ["a", "b"] }, port: { integer: "1-9" }, tag: { pattern: "v\\d" } },
  };

  expect(factsOf({ name: "x", subjects: {}, command })).toEqual([
    ["Only", ["restart {unit} {port} {tag}"]],
    ["{unit}", ["a", "b"]],
    ["{port}", ["a number of 1-9"]],
    ["{tag}", ["/v\\d/"]],
  ]);
});

test("has its verbs in one order, whether it allows or denies them", () => {
  expect(verbsOf(builds)).toEqual(["exec", "signal"]);
  expect(isDenial(builds)).toBe(false);
  const denial: Rule = { name: "none", deny: ["list"], subjects: { users: ["*"] } };
  expect([isDenial(denial), verbsOf(denial)]).toEqual([true, ["list"]]);
});
