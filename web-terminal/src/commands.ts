export interface Command {
  readonly title: string;
  readonly group: "Session" | "Tabs" | "Terminal" | "View" | "Admin" | "Page";
  /** The chords that run it, the first one is shown: `Ctrl+Shift+F`. */
  readonly keys?: readonly string[];
  /** A key that is shown and is not the page's everywhere. */
  readonly hint?: string;
  readonly isEnabled?: () => boolean;
  /** Nothing to run where the browser itself does it. */
  readonly run?: () => void;
}

export type Chord = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey"
>;

/**
 * A press by the names that commands have for it. A letter is the one on the key cap, also on keyboards for other
 * scripts, where it is the one that the key has on a Latin keyboard.
 */
export function chordOf(event: Chord): string {
  const { ctrlKey, altKey, metaKey } = event;
  if (event.key.length === 1 && !ctrlKey && !altKey && !metaKey) return event.key;
  const modifiers = [
    event.ctrlKey ? "Ctrl" : "",
    event.altKey ? "Alt" : "",
    event.shiftKey ? "Shift" : "",
    event.metaKey ? "Meta" : "",
  ];
  return [...modifiers, keyOf(event)].filter(Boolean).join("+");
}

function keyOf({ key, code }: Chord): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (/^Key[A-Z]$/.test(code) && key.length === 1 && key > "\x7f") return code.slice(3);
  return code === "Comma" ? "Comma" : key;
}

/** The command that a press is for, of those that can run now. */
export function commandFor(event: Chord, commands: readonly Command[]): Command | undefined {
  const chord = chordOf(event);
  return commands.find(
    (command) => command.keys?.includes(chord) && command.run && (command.isEnabled?.() ?? true),
  );
}

const MAC: Readonly<Record<string, string>> = { Ctrl: "⌃", Alt: "⌥", Shift: "⇧", Meta: "⌘" };
const SIGNS: Readonly<Record<string, string>> = {
  Comma: ",",
  PageUp: "Page Up",
  PageDown: "Page Down",
};

export function keysInWords({ keys, hint }: Command, mac: boolean): string | null {
  const chord = keys?.[0] ?? hint;
  return chord === undefined ? null : chordInWords(chord, mac);
}

export function chordInWords(chord: string, mac: boolean): string {
  const keys = chord.split("+").map((key) => SIGNS[key] ?? key);
  if (!mac) return keys.join("+");
  return keys.map((key) => MAC[key] ?? key).join("");
}

/** Whether every word is in the command's title or group. */
export function isFound({ title, group }: Command, text: string): boolean {
  const words = `${group} ${title}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}
