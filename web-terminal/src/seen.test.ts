import { expect, test } from "vitest";
import { Seen } from "./seen";
import { FakeStorage } from "./testing/fake-storage";

test("tells what came since, and nothing of what it never saw", () => {
  const seen = new Seen(new FakeStorage());
  seen.note("a", 100);

  expect(seen.missed("a", 250)).toBe(150);
  expect(seen.missed("a", 100)).toBe(0);
  expect(seen.missed("b", 100)).toBeNull();
});

test("never goes back, and forgets the oldest past its limit", () => {
  const seen = new Seen(new FakeStorage());
  seen.note("old", 5);
  seen.note("old", 3);
  expect(seen.missed("old", 5)).toBe(0);

  for (let i = 0; i < 200; i++) seen.note(`s${i}`, 1);
  expect(seen.missed("old", 5)).toBeNull();
  expect(seen.missed("s199", 1)).toBe(0);
});

test("does without what a browser has kept of something else", () => {
  const storage = new FakeStorage();
  storage.setItem("seen", '{"a":"b"}');

  expect(new Seen(storage).missed("a", 1)).toBeNull();
});
