import { el } from "../ui/element";

/** Text as it is sent. It scrolls, so the keyboard must reach it. */
export function codeBlock(label: string, text: string): HTMLElement {
  return el(
    "figure",
    { class: "code" },
    el("figcaption", {}, label),
    el("pre", { tabindex: "0", role: "region", "aria-label": label }, el("code", {}, text)),
  );
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}
