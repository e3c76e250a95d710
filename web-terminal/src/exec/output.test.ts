import { beforeEach, expect, test } from "vitest";
import { textInput } from "./input";
import { Output } from "./output";

let log: string[];
let fullScreen: boolean;
let output: Output;

beforeEach(() => {
  log = [];
  fullScreen = false;
  output = new Output(
    {
      write: (bytes, parsed) => {
        if (bytes.length > 0) log.push(new TextDecoder().decode(bytes));
        parsed?.();
      },
      mute: (muted) => log.push(muted ? "<mute>" : "<speak>"),
      gap: (bytes) => log.push(`<gap ${bytes}>`),
      get isFullScreen() {
        return fullScreen;
      },
    },
    () => log.push("<redraw>"),
  );
});

function attach(offset: number, end: number, fresh = false): void {
  const session = { output: { start: 0, end } };
  output.attached({ type: "attached", session, mode: "writer", offset, cols: 80, rows: 24 }, fresh);
}

function write(text: string): void {
  output.write(textInput(text), () => log.push("<parsed>"));
}

test("mutes the terminal through a replay, to the byte", () => {
  attach(0, 6);
  write("old");
  write("oldnew");
  write("new");

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

test("mutes it also through what was missed, for whoever asked has long given up", () => {
  attach(0, 3, true);
  write("one");
  attach(3, 6);
  write("two");

  expect(log).toEqual(["<speak>", "one", "<parsed>", "<mute>", "two", "<speak>", "<parsed>"]);
});

test("lets a new session's program ask the terminal from its first byte", () => {
  attach(0, 6, true);

  expect(log).toEqual(["<speak>"]);
});

test("begins in the middle at the start of a line, and has the program draw anew", () => {
  attach(500, 519);
  write("m half");
  write(" a line\nwhole");

  expect(log).toEqual([
    "<mute>",
    "<redraw>",
    "<parsed>",
    "<gap 514>",
    "whole",
    "<speak>",
    "<parsed>",
  ]);
});

test("marks a gap on the way, and leaves a shell alone", () => {
  attach(0, 0, true);
  write("flood");
  output.gap(5, 4_101);
  write("rest\n$ ");

  expect(log.slice(1)).toEqual(["flood", "<parsed>", "<gap 4101>", "$ ", "<parsed>"]);
});

test("has a full-screen program draw anew after a gap on the way", () => {
  fullScreen = true;
  attach(0, 0, true);
  output.gap(0, 4_096);
  write("\x1b[Hx");

  expect(log.slice(1)).toEqual(["<redraw>", "<gap 4096>", "\x1b[Hx", "<parsed>"]);
});

test("a gap that ends the replay lets the terminal speak again", () => {
  attach(10, 20);
  output.gap(10, 20);

  expect(log.at(-1)).toBe("<speak>");
});
