import { expect, test } from "vitest";
import { failureWords, rememberPlace, takePlace } from "./sign-in";
import { FakeStorage } from "./testing/fake-storage";

test("a failed sign-in has words, and one for which there are none leads to the log", () => {
  expect(failureWords("?login-error=provider-unavailable")).toContain("can't be reached");
  expect(failureWords("?login-error=<b>")).toContain("log");
  expect(failureWords("?x=1")).toBe("");
});

test("a place is taken once", () => {
  const storage = new FakeStorage();

  rememberPlace(storage, "#/lxd/default/demo");

  expect(takePlace(storage)).toBe("#/lxd/default/demo");
  expect(takePlace(storage)).toBe("");
});
