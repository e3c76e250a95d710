import type { Terminal } from "@xterm/xterm";

const LIMIT = 1024 * 1024;

/** What OSC 52 asks to put on the clipboard; null for a question, which is never answered, and for what is no text. */
export function clipboardText(data: string): string | null {
  const [, base64] = /^[cps0-7]*;([A-Za-z0-9+/=]+)$/.exec(data) ?? [];
  if (base64 === undefined || base64.length > LIMIT) return null;
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Hands on what programs want on the clipboard by OSC 52, where `isAllowed` says so at that moment. */
export function onClipboardWrite(
  terminal: Terminal,
  isAllowed: () => boolean,
  copy: (text: string) => void,
): void {
  terminal.parser.registerOscHandler(52, (data) => {
    const text = isAllowed() ? clipboardText(data) : null;
    if (text !== null && text !== "") copy(text);
    return true;
  });
}
