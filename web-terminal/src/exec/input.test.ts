import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { binaryInput, InputQueue, textInput } from "./input";

class Sink {
  bufferedAmount = 0;
  readonly frames: Uint8Array[] = [];

  send(frame: Uint8Array): void {
    this.frames.push(frame);
    this.bufferedAmount += frame.length;
  }

  get payload(): string {
    const decoder = new TextDecoder();
    const parts = this.frames.map((frame) => decoder.decode(frame.subarray(1), { stream: true }));
    return parts.join("");
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("sends a key at once, on channel 0", () => {
  const sink = new Sink();

  new InputQueue(sink).write(textInput("é"));

  expect(sink.frames).toEqual([Uint8Array.of(0, 0xc3, 0xa9)]);
});

test("sends a large paste whole, in order and in small frames, as fast as the socket drains", () => {
  const sink = new Sink();
  const paste = "0123456789".repeat(200_000);

  const queue = new InputQueue(sink);
  queue.write(textInput(paste));
  queue.write(textInput("end"));

  expect(sink.bufferedAmount).toBeLessThan(300 * 1024);
  for (let i = 0; i < 20; i++) {
    sink.bufferedAmount = 0;
    vi.advanceTimersByTime(15);
  }
  expect(Math.max(...sink.frames.map((frame) => frame.length))).toBe(32 * 1024 + 1);
  expect(sink.payload === `${paste}end`).toBe(true);
});

test("sends nothing after it is disposed", () => {
  const sink = new Sink();
  sink.bufferedAmount = 1e9;
  const queue = new InputQueue(sink);

  queue.write(textInput("late"));
  queue.dispose();
  sink.bufferedAmount = 0;
  vi.advanceTimersByTime(100);

  expect(sink.frames).toEqual([]);
});

test("binary input keeps one byte per character", () => {
  expect(binaryInput("\x1b[M\xff\x80")).toEqual(Uint8Array.of(0x1b, 0x5b, 0x4d, 0xff, 0x80));
});
