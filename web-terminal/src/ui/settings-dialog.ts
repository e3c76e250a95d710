import { FONT_SIZES, SCROLLBACK, type Settings, type SettingsStore } from "../settings";
import type { ColorScheme, SchemeChoice } from "./color-scheme";
import { Dialog } from "./dialog";
import { el } from "./element";
import { checkbox, Field, select } from "./form";

type Choice = readonly [string, string];

const THEMES: readonly Choice[] = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
  ["contrast", "High contrast"],
];
const CURSORS: readonly Choice[] = [
  ["block", "Block"],
  ["bar", "Bar"],
  ["underline", "Underline"],
];
const BELLS: readonly Choice[] = [
  ["visual", "Flash"],
  ["sound", "Flash and sound"],
  ["off", "Nothing"],
];
const KEY_BARS: readonly Choice[] = [
  ["auto", "On touch screens"],
  ["always", "Always"],
  ["never", "Never"],
];

/** Every change shows at once and is kept by the browser; there is nothing to save and nothing to cancel. */
export async function showSettings(settings: SettingsStore, scheme: ColorScheme): Promise<void> {
  const form = el("form", { class: "form settings", method: "dialog" });
  const paint = (): void => form.replaceChildren(...controls(settings, scheme, paint));
  paint();
  const dialog = new Dialog("Settings", "settings-dialog", form);
  dialog.show();
  await dialog.closed;
  dialog.dispose();
}

function controls(
  settings: SettingsStore,
  scheme: ColorScheme,
  repaint: () => void,
): HTMLElement[] {
  const { current } = settings;
  const pick = (label: string, name: keyof Settings, options: readonly Choice[]): HTMLElement => {
    const control = select(options, String(current[name]));
    control.addEventListener("change", () => settings.change({ [name]: control.value }));
    return new Field(control, { label }).element;
  };
  const number = (label: string, name: "fontSize" | "scrollback", step: number): HTMLElement => {
    const { min, max } = name === "fontSize" ? FONT_SIZES : SCROLLBACK;
    const control = el("input", {
      type: "number",
      min: String(min),
      max: String(max),
      step: String(step),
      value: String(current[name]),
    });
    control.addEventListener("change", () => {
      if (control.value !== "") settings.change({ [name]: control.valueAsNumber });
      control.value = String(settings.current[name]);
    });
    return new Field(control, { label }).element;
  };
  const check = (label: string, name: keyof Settings, hint?: string): HTMLElement => {
    const { control, element } = checkbox(label, Boolean(current[name]), hint);
    control.addEventListener("change", () => settings.change({ [name]: control.checked }));
    return element;
  };
  const theme = select(THEMES, scheme.choice);
  theme.addEventListener("change", () => scheme.choose(theme.value as SchemeChoice));
  const reset = el("button", { type: "button", class: "quiet" }, "Reset all");
  reset.addEventListener("click", () => {
    settings.reset();
    scheme.choose("system");
    repaint();
  });
  return [
    el(
      "div",
      { class: "pair" },
      new Field(theme, { label: "Colours" }).element,
      number("Font size", "fontSize", 1),
      pick("Cursor", "cursorStyle", CURSORS),
      number("Lines of scrollback", "scrollback", 1000),
      pick("Bell", "bell", BELLS),
      pick("Key bar", "keyBar", KEY_BARS),
    ),
    check("Blinking cursor", "cursorBlink"),
    check("Warn before pasting several lines", "pasteWarning"),
    check(
      "Let programs copy to the clipboard",
      "clipboardWrites",
      "OSC 52, as tmux and vim send it. Reading is never allowed.",
    ),
    check(
      "Screen reader mode",
      "screenReader",
      "The text of the terminal is read out as it comes.",
    ),
    el(
      "div",
      { class: "dialog-buttons" },
      reset,
      el("span", { class: "space" }),
      el("button", { type: "submit", class: "primary", autofocus: true }, "Done"),
    ),
  ];
}
