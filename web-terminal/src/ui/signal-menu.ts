import { type SignalChoice, signalsLike } from "../exec/signals";
import { Dialog } from "./dialog";
import { el } from "./element";
import { choose } from "./listbox";

/** Asks which signal to send, by a name typed or picked; null where none is. */
export async function showSignals(): Promise<string | null> {
  const search = el("input", {
    type: "text",
    "aria-label": "Signal, by name or number",
    placeholder: "Name or number",
    autocomplete: "off",
    spellcheck: "false",
    autofocus: true,
  });
  const list = el("ul", { class: "choices" });
  const note =
    "It goes to the program that the session runs; keys such as ^C go to what is in front.";
  const dialog = new Dialog(
    "Send a signal",
    "picker",
    search,
    list,
    el("p", { class: "dim" }, note),
  );
  let chosen: string | null = null;
  choose<SignalChoice>(search, list, {
    find: signalsLike,
    row: ({ name, effect }) => [el("code", {}, name), el("span", { class: "dim" }, effect)],
    pick: ({ name }) => {
      chosen = name;
      dialog.close();
    },
  });
  dialog.show();
  await dialog.closed;
  dialog.dispose();
  return chosen;
}
