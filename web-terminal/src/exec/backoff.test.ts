import { expect, test } from "vitest";
import { Backoff } from "./backoff";

test("doubles its ceiling up to fifteen seconds and never gives up", () => {
  const backoff = new Backoff(() => 1);

  const waits = Array.from({ length: 100 }, () => backoff.next());

  expect(waits.slice(0, 7)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  expect(waits.at(-1)).toBe(15_000);
});

test("waits any time up to it", () => {
  expect(new Backoff(() => 0).next()).toBe(0);
  expect(new Backoff(() => 0.5).next()).toBe(250);
});

test("begins anew after a success", () => {
  const backoff = new Backoff(() => 1);
  backoff.next();
  backoff.next();
  backoff.reset();

  expect(backoff.next()).toBe(500);
});
