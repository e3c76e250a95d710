import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Heartbeat } from "./heartbeat";

let pings: number[];
let trips: number[];
let silences: number;
let heartbeat: Heartbeat;

beforeEach(() => {
  vi.useFakeTimers();
  pings = [];
  trips = [];
  silences = 0;
  heartbeat = new Heartbeat({
    ping: (id) => pings.push(id),
    roundTrip: (ms) => trips.push(ms),
    silent: () => silences++,
  });
});
afterEach(() => {
  heartbeat.dispose();
  vi.useRealTimers();
});

test("asks every fifteen seconds and measures the round trip", () => {
  heartbeat.start();
  for (let i = 1; i <= 3; i++) {
    vi.advanceTimersByTime(40);
    heartbeat.heard();
    heartbeat.pong(i);
    vi.advanceTimersByTime(14_960);
  }

  expect(pings).toEqual([1, 2, 3, 4]);
  expect(trips).toEqual([40, 40, 40]);
  expect(silences).toBe(0);
});

test("tells of a dead peer well within 45 seconds of its last sign", () => {
  heartbeat.start();
  heartbeat.heard();
  vi.advanceTimersByTime(26_000);
  expect(silences).toBe(0);

  vi.advanceTimersByTime(2_000);

  expect(silences).toBe(1);
});

test("takes output for a sign of life", () => {
  heartbeat.start();
  for (let i = 0; i < 60; i++) {
    vi.advanceTimersByTime(1_000);
    heartbeat.heard();
  }

  expect(silences).toBe(0);
});

test("waits only five seconds where the page has just come back", () => {
  heartbeat.start();
  heartbeat.heard();
  vi.advanceTimersByTime(1_000);

  heartbeat.check();
  vi.advanceTimersByTime(5_001);

  expect(silences).toBe(1);
});

test("asks again after a sleep, which the answer may have slept through", () => {
  heartbeat.start();
  vi.setSystemTime(Date.now() + 3_600_000);
  const asleep = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => asleep + 3_600_000);
  vi.advanceTimersByTime(12_000);
  expect(silences).toBe(0);
  expect(pings).toEqual([1, 2]);
  vi.mocked(performance.now).mockRestore();
});
