import { expect, test } from "vitest";
import { binaryInput, type InputProgress, InputQueue, textInput } from "./input";

class Sink {
  readonly frames: Uint8Array[] = [];

  send(frame: Uint8Array): void {
    this.frames.push(frame);
  }

  get bytes(): number {
    return this.frames.reduce((sum, frame) => sum + frame.length - 1, 0);
  }

  get text(): string {
    const decoder = new TextDecoder();
    const parts = this.frames.map((frame) => decoder.decode(frame.subarray(1), { stream: true }));
    return parts.join("");
  }
}

test("sends a key at once, on channel 0", () => {
  const sink = new Sink();
  const queue = new InputQueue();
  queue.open(sink, 0);

  queue.write(textInput("é"));

  expect(sink.frames).toEqual([Uint8Array.of(0, 0xc3, 0xa9)]);
});

test("sends a large paste whole, in order and no faster than the program takes it", () => {
  const sink = new Sink();
  const queue = new InputQueue();
  const paste = "0123456789".repeat(200_000);
  queue.open(sink, 0);
  queue.write(textInput(paste));
  queue.write(textInput("end"));
  expect(sink.bytes).toBe(256 * 1024);

  for (let given = 0; given < paste.length + 3; given = sink.bytes) queue.acknowledge(given);

  expect(Math.max(...sink.frames.map((frame) => frame.length))).toBe(32 * 1024 + 1);
  expect(sink.text === `${paste}end`).toBe(true);
});

test("sends again what the gateway has not taken, and nothing twice", () => {
  const [first, second] = [new Sink(), new Sink()];
  const queue = new InputQueue();
  queue.open(first, 0);
  for (const key of "abcdef") queue.write(textInput(key));
  queue.acknowledge(2);
  queue.shut();
  queue.write(textInput("gh"));

  queue.open(second, 4);

  expect(second.text).toBe("efgh");
});

test("takes on a little without a connection, and refuses the rest", () => {
  const sink = new Sink();
  const queue = new InputQueue();
  queue.open(sink, 0);
  queue.write(textInput("x".repeat(1_000_000)));
  queue.shut();

  expect(queue.write(textInput("y".repeat(60_000)))).toBe(true);
  expect(queue.write(textInput("z".repeat(10_000)))).toBe(false);
  expect(queue.write(textInput("!"))).toBe(true);
});

test("tells how far a paste has got, and leaves keys alone", () => {
  const seen: (InputProgress | null)[] = [];
  const queue = new InputQueue((progress) => seen.push(progress));
  queue.open(new Sink(), 0);
  queue.write(textInput("ls"));
  queue.acknowledge(2);
  expect(seen).toEqual([]);

  queue.write(textInput("x".repeat(100_000)));
  queue.acknowledge(32 * 1024 + 2);
  queue.acknowledge(100_002);

  expect(seen).toEqual([{ done: 0, total: 100_000 }, { done: 32 * 1024, total: 100_000 }, null]);
});

test("drops what was not sent, at the end of a character", () => {
  const sink = new Sink();
  const seen: (InputProgress | null)[] = [];
  const queue = new InputQueue((progress) => seen.push(progress));
  queue.open(sink, 0);
  queue.write(textInput("€".repeat(1_000_000)));

  const dropped = queue.cancel();
  queue.write(textInput("end"));
  queue.acknowledge(sink.bytes);
  queue.acknowledge(sink.bytes);

  expect(dropped).toBeGreaterThan(2_700_000);
  expect(sink.text).toMatch(/^€+end$/);
  expect(seen.at(-1)).toBeNull();
});

test("keeps its count where the gateway has lost its own", () => {
  const [first, second] = [new Sink(), new Sink()];
  const queue = new InputQueue();
  queue.open(first, 0);
  queue.write(textInput("abc"));
  queue.acknowledge(3);
  queue.shut();
  queue.write(textInput("d"));
  queue.open(second, 0);
  queue.acknowledge(1);
  queue.shut();

  const third = new Sink();
  queue.open(third, 1);

  expect(second.text).toBe("d");
  expect(third.text).toBe("");
});

test("binary input keeps one byte per character", () => {
  expect(binaryInput("\x1b[M\xff\x80")).toEqual(Uint8Array.of(0x1b, 0x5b, 0x4d, 0xff, 0x80));
});
