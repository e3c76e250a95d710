import { expect, test } from "vitest";
import { type KeyName, keySequence, withHeld } from "./keys";

const free = { ctrl: false, alt: false };
const ctrl = { ctrl: true, alt: false };
const alt = { ctrl: false, alt: true };

test.each<[KeyName, typeof free, boolean, string]>([
  ["Up", free, false, "\x1b[A"],
  ["Up", free, true, "\x1bOA"],
  ["Left", ctrl, true, "\x1b[1;5D"],
  ["End", alt, false, "\x1b[1;3F"],
  ["PgUp", free, true, "\x1b[5~"],
  ["Del", ctrl, false, "\x1b[3;5~"],
  ["Esc", ctrl, false, "\x1b"],
  ["Tab", alt, false, "\x1b\t"],
])("%s", (key, held, application, sequence) => {
  expect(keySequence(key, held, application)).toBe(sequence);
});

test.each<[string, typeof free, string]>([
  ["c", ctrl, "\x03"],
  ["[", ctrl, "\x1b"],
  [" ", ctrl, "\0"],
  ["?", ctrl, "\x7f"],
  ["ü", ctrl, "ü"],
  ["ls", ctrl, "ls"],
  ["b", alt, "\x1bb"],
  ["x", { ctrl: true, alt: true }, "\x1b\x18"],
  ["x", free, "x"],
])("%s", (text, held, typed) => {
  expect(withHeld(text, held)).toBe(typed);
});
