import { expect, test } from "vitest";
import { type Shortcut, shortcutOf } from "./shortcuts";

const none = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };
const ctrl = { ...none, ctrlKey: true };
const ctrlShift = { ...ctrl, shiftKey: true };
const meta = { ...none, metaKey: true };

test.each<[string, typeof none, Shortcut | null]>([
  ["C", ctrlShift, "copy"],
  ["Insert", ctrl, "copy"],
  ["c", meta, "copy"],
  ["H", ctrlShift, "leave"],
  ["c", ctrl, null],
  ["v", ctrl, null],
  ["V", ctrlShift, null],
  ["h", ctrl, null],
  ["c", none, null],
])("%s with %o is %s", (key, modifiers, shortcut) => {
  expect(shortcutOf({ key, ...modifiers })).toBe(shortcut);
});
