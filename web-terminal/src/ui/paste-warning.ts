import { el } from "./element";

/** Asks before several lines are pasted where the shell would run each of them at once. */
export function confirmPaste(text: string): Promise<boolean> {
  const lines = text.split(/\r\n|\r|\n/);
  const paste = el("button", { value: "paste", class: "primary", autofocus: true }, "Paste");
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", {}, "Paste several lines?"),
    el("p", {}, "The program runs each line as soon as it comes."),
    el("pre", {}, lines.slice(0, 6).join("\n").slice(0, 400)),
    el(
      "div",
      { class: "dialog-buttons" },
      el("button", { value: "cancel", class: "quiet" }, "Cancel"),
      paste,
    ),
  );
  const dialog = el(
    "dialog",
    { class: "dialog paste-warning", "aria-label": "Paste several lines?" },
    form,
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "paste");
    });
  });
}
