import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type HeldBy, HoldUp } from "./hold-up";

let told: (HeldBy | null)[];
let asked: number;
let holdUp: HoldUp;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  asked = 0;
  holdUp = new HoldUp({ changed: (by) => told.push(by), ask: () => asked++ });
});
afterEach(() => {
  holdUp.dispose();
  vi.useRealTimers();
});

test("is the browser where output waits to be parsed all the time", () => {
  holdUp.output(100_000);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([]);
  holdUp.output(90_000);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(["browser"]);

  holdUp.output(0);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(["browser", null]);
});

test("is nobody where output comes and goes", () => {
  for (let i = 0; i < 10; i++) {
    holdUp.output(100_000);
    vi.advanceTimersByTime(500);
    holdUp.output(0);
  }
  expect(told).toEqual([]);
});

test("is the network until the gateway answers, and then the program", () => {
  holdUp.input(5);
  vi.advanceTimersByTime(1_000);
  expect(asked).toBe(1);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(["network"]);
  holdUp.answered();
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(["network", "program"]);
  holdUp.input(0);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual(["network", "program", null]);
  expect(asked).toBe(1);
});

test("is nobody while input moves, however much there is", () => {
  for (let left = 1_000_000; left > 0; left -= 50_000) {
    holdUp.input(left);
    vi.advanceTimersByTime(900);
  }
  expect(told).toEqual([]);
  expect(asked).toBe(0);
});

test("looks at nothing while nothing waits", () => {
  holdUp.input(5);
  holdUp.input(0);
  vi.advanceTimersByTime(1_000);
  expect(vi.getTimerCount()).toBe(0);
});

test("forgets everything with the connection", () => {
  holdUp.input(5);
  vi.advanceTimersByTime(2_000);
  holdUp.reset();
  expect(told).toEqual(["network", null]);
  expect(vi.getTimerCount()).toBe(0);
});
