import { expect, test } from "vitest";
import { isExpired, namesOf, scopeInWords, wrongName } from "./tokens-words";

test("says what a token is limited to", () => {
  expect(scopeInWords({})).toEqual(["all that the policy allows"]);
  expect(scopeInWords({ verbs: null, remotes: null })).toEqual(["all that the policy allows"]);
  expect(scopeInWords({ verbs: ["exec", "list"], instances: ["build"], projects: [] })).toEqual([
    "only exec, list",
    "projects none",
    "instances build",
  ]);
});

test("takes names with commas or spaces between them, and none for no limit", () => {
  expect(namesOf(" web-*, build\tmail ")).toEqual(["web-*", "build", "mail"]);
  expect(namesOf(" , ")).toBeNull();
});

test.each(["ci", "a.b-c_d", "0", "x".repeat(64)])("“%s” is a name", (name) => {
  expect(wrongName(name)).toBeNull();
});

test.each(["", "CI", "-ci", "a b", "<b>", "x".repeat(65)])("“%s” is none", (name) => {
  expect(wrongName(name)).not.toBeNull();
});

test("is expired from its last moment on", () => {
  const expiresAt = "2026-01-01T10:00:00Z";
  const token = {
    id: "",
    name: "",
    scope: {},
    createdBy: "",
    createdAt: expiresAt,
    lastUsedAt: null,
  };

  expect(isExpired({ ...token, expiresAt }, Date.parse(expiresAt))).toBe(true);
  expect(isExpired({ ...token, expiresAt }, Date.parse(expiresAt) - 1)).toBe(false);
});
