import { expect, test } from "vitest";
import { type Chord, type Command, chordInWords, chordOf, commandFor, isFound } from "./commands";

const none = { ctrlKey: false, shiftKey: false, altKey: false, metaKey: false };
const ctrlShift = { ...none, ctrlKey: true, shiftKey: true };

function press(key: string, code: string, modifiers: Partial<typeof none> = {}): Chord {
  return { key, code, ...none, ...modifiers };
}

test.each<[string, Chord]>([
  ["Ctrl+Shift+F", press("F", "KeyF", ctrlShift)],
  ["Ctrl+Shift+F", press("F", "KeyY", ctrlShift)],
  ["Ctrl+Shift+F", press("А", "KeyF", ctrlShift)],
  ["Ctrl+Shift+Comma", press("<", "Comma", ctrlShift)],
  ["Meta+C", press("c", "KeyC", { metaKey: true })],
  ["Alt+Shift+PageUp", press("PageUp", "PageUp", { altKey: true, shiftKey: true })],
  ["Ctrl+C", press("c", "KeyC", { ctrlKey: true })],
  ["?", press("?", "Minus", { shiftKey: true })],
])("%s", (chord, event) => {
  expect(chordOf(event)).toBe(chord);
});

test("runs what can run now, and leaves every other key to the shell", () => {
  const copy: Command = { title: "Copy", group: "Terminal", keys: ["Ctrl+Shift+C"], run: () => {} };
  const off: Command = { ...copy, title: "Off", isEnabled: () => false };
  const paste: Command = { title: "Paste", group: "Terminal", keys: ["Ctrl+Shift+V"] };
  const commands = [off, copy, paste];

  expect(commandFor(press("C", "KeyC", ctrlShift), commands)).toBe(copy);
  expect(commandFor(press("V", "KeyV", ctrlShift), commands)).toBeUndefined();
  expect(commandFor(press("c", "KeyC", { ctrlKey: true }), commands)).toBeUndefined();
});

test("shows keys as the keyboard does", () => {
  expect(chordInWords("Ctrl+Shift+Comma", false)).toBe("Ctrl+Shift+,");
  expect(chordInWords("Alt+Shift+PageUp", true)).toBe("⌥⇧Page Up");
});

test("is found by words of its title and group", () => {
  const command: Command = { title: "Send a signal", group: "Session" };

  expect(isFound(command, "SIG sess")).toBe(true);
  expect(isFound(command, "copy")).toBe(false);
});
