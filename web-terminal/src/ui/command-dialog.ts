import { type Command, isFound, keysInWords } from "../commands";
import { Dialog } from "./dialog";
import { el } from "./element";
import { choose } from "./listbox";

/** Everything that can be done here with its keys, to be found by typing and done by Enter. */
export async function showCommands(commands: readonly Command[], mac: boolean): Promise<void> {
  const search = el("input", {
    type: "text",
    "aria-label": "Commands and keys",
    placeholder: "What do you want to do?",
    autocomplete: "off",
    spellcheck: "false",
    autofocus: true,
  });
  const list = el("ul", { class: "choices" });
  const dialog = new Dialog("Commands and keys", "picker commands", search, list);
  const canRun = ({ run, isEnabled }: Command): boolean =>
    run !== undefined && (isEnabled?.() ?? true);
  choose<Command>(search, list, {
    find: (text) => commands.filter((command) => isFound(command, text)),
    row: (command) => {
      const keys = keysInWords(command, mac);
      return [
        el("span", { class: "dim group" }, command.group),
        el("span", { class: "title" }, command.title),
        keys === null ? "" : el("kbd", {}, keys),
      ];
    },
    isEnabled: canRun,
    // at once, so that the next key already goes where the command wants it
    pick: (command) => {
      dialog.close();
      command.run?.();
    },
  });
  dialog.show();
  await dialog.closed;
  dialog.dispose();
}
