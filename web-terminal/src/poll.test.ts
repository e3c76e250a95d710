import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Poll } from "./poll";

class FakeDocument extends EventTarget {
  visibilityState = "visible";
}

let page: FakeDocument;

beforeEach(() => {
  vi.useFakeTimers();
  page = new FakeDocument();
  vi.stubGlobal("document", page);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("does it again and again until it is disposed of", async () => {
  const task = vi.fn(async () => {});
  const poll = new Poll(1000, task);

  await poll.now();
  await vi.advanceTimersByTimeAsync(2000);
  expect(task).toHaveBeenCalledTimes(3);
  poll.dispose();
  await vi.advanceTimersByTimeAsync(2000);

  expect(task).toHaveBeenCalledTimes(3);
});

test("never does it twice at a time, and what is asked for meanwhile right after", async () => {
  const ends: (() => void)[] = [];
  const task = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)));
  const poll = new Poll(1000, task);

  void poll.now();
  void poll.now();
  expect(task).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await vi.advanceTimersByTimeAsync(0);

  expect(task).toHaveBeenCalledTimes(2);
  poll.dispose();
});

test("rests while nobody can see the page", async () => {
  const task = vi.fn(async () => {});
  const poll = new Poll(1000, task);
  page.visibilityState = "hidden";

  await poll.now();
  expect(task).not.toHaveBeenCalled();
  page.visibilityState = "visible";
  page.dispatchEvent(new Event("visibilitychange"));
  await vi.advanceTimersByTimeAsync(0);

  expect(task).toHaveBeenCalledTimes(1);
  poll.dispose();
});
