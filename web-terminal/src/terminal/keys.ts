export type KeyName =
  | "Esc"
  | "Tab"
  | "Up"
  | "Down"
  | "Left"
  | "Right"
  | "Home"
  | "End"
  | "PgUp"
  | "PgDn"
  | "Del";

export interface Held {
  ctrl: boolean;
  alt: boolean;
}

const LETTERS: Partial<Record<KeyName, string>> = {
  Up: "A",
  Down: "B",
  Right: "C",
  Left: "D",
  Home: "H",
  End: "F",
};

const NUMBERS: Partial<Record<KeyName, number>> = { PgUp: 5, PgDn: 6, Del: 3 };

/** What a terminal sends for a key that a keyboard on glass does not have. */
export function keySequence(key: KeyName, { ctrl, alt }: Held, applicationCursor: boolean): string {
  if (key === "Esc") return "\x1b";
  if (key === "Tab") return alt ? "\x1b\t" : "\t";
  const modifier = 1 + (alt ? 2 : 0) + (ctrl ? 4 : 0);
  const letter = LETTERS[key];
  if (letter === undefined) return `\x1b[${NUMBERS[key]}${modifier > 1 ? `;${modifier}` : ""}~`;
  if (modifier > 1) return `\x1b[1;${modifier}${letter}`;
  return applicationCursor ? `\x1bO${letter}` : `\x1b[${letter}`;
}

/** Typed text with the keys held that were pressed on the key bar before it. */
export function withHeld(text: string, { ctrl, alt }: Held): string {
  const typed = ctrl && text.length === 1 ? controlOf(text) : text;
  return alt ? `\x1b${typed}` : typed;
}

function controlOf(character: string): string {
  const upper = character.toUpperCase();
  if (upper === "?") return "\x7f";
  if (upper === " ") return "\0";
  return upper >= "@" && upper <= "_" ? String.fromCharCode(upper.charCodeAt(0) - 64) : character;
}
