export type Shortcut = "copy" | "leave";

type Keys = Pick<KeyboardEvent, "key" | "ctrlKey" | "shiftKey" | "altKey" | "metaKey">;

/** The keys that are the page's and not the shell's. Pasting is the browser's own, so it isn't among them. */
export function shortcutOf(event: Keys): Shortcut | null {
  const { ctrlKey, shiftKey, altKey, metaKey } = event;
  if (altKey) return null;
  const key = event.key.toLowerCase();
  if (metaKey) return key === "c" && !ctrlKey && !shiftKey ? "copy" : null;
  if (!ctrlKey) return null;
  if (key === "insert" && !shiftKey) return "copy";
  if (!shiftKey) return null;
  if (key === "c") return "copy";
  return key === "h" ? "leave" : null;
}

export function isMac(platform: string): boolean {
  return /mac|iphone|ipad/i.test(platform);
}
