import { beforeEach, expect, test } from "vitest";
import { textInput } from "./input";
import { Output } from "./output";

let log: string[];
let output: Output;

beforeEach(() => {
  log = [];
  output = new Output({
    write: (bytes, parsed) => {
      log.push(new TextDecoder().decode(bytes));
      parsed?.();
    },
    mute: (muted) => log.push(muted ? "<mute>" : "<speak>"),
    gap: (bytes) => log.push(`<gap ${bytes}>`),
  });
});

function attach(offset: number, kept: number, replay: boolean): void {
  const session = { output: { start: 0, end: kept } };
  output.attached(
    { type: "attached", session, mode: "writer", offset, cols: 80, rows: 24 },
    replay,
  );
}

const parsed = (): void => {
  log.push("<parsed>");
};

test("counts on from the offset that the gateway names", () => {
  attach(100, 0, false);
  output.write(textInput("hello"), parsed);

  expect(output.offset).toBe(105);
});

test("mutes the terminal through a replay, to the byte", () => {
  attach(0, 6, true);
  output.write(textInput("old"), parsed);
  output.write(textInput("oldnew"), parsed);
  output.write(textInput("new"), parsed);

  expect(log).toEqual([
    "<mute>",
    "old",
    "<parsed>",
    "old",
    "<speak>",
    "new",
    "<parsed>",
    "new",
    "<parsed>",
  ]);
});

test("lets a new session's program ask the terminal from its first byte", () => {
  attach(0, 6, false);

  expect(log).toEqual(["<speak>"]);
});

test("marks a gap and goes on behind it", () => {
  attach(10, 0, false);
  output.gap(10, 4_106);
  output.write(textInput("x"), parsed);

  expect(log).toContain("<gap 4096>");
  expect(output.offset).toBe(4_107);
});
