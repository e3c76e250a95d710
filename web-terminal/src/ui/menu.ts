import { type Command, keysInWords } from "../commands";
import { el, icon } from "./element";

const MORE = ["M4 7h16M4 12h16M4 17h16"];

/** A button with a menu of commands below it, by the browser's own popover: it closes on Escape and a press beside it. */
export function menuButton(commands: () => readonly Command[], mac: boolean): HTMLElement {
  const id = "menu";
  const button = el(
    "button",
    { type: "button", class: "icon-button", title: "Menu" },
    icon(...MORE),
  );
  const menu = el("div", { id, class: "menu", popover: "auto" });
  button.setAttribute("aria-label", "Menu");
  button.setAttribute("popovertarget", id);
  menu.addEventListener("beforetoggle", (event) => {
    if ((event as ToggleEvent).newState === "open")
      menu.replaceChildren(...items(commands(), menu, mac));
  });
  menu.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState === "open") menu.querySelector("button")?.focus();
  });
  menu.addEventListener("keydown", (event) => walk(event, menu));
  return el("div", { class: "menu-holder" }, button, menu);
}

function items(commands: readonly Command[], menu: HTMLElement, mac: boolean): HTMLElement[] {
  let group: string | undefined;
  return commands.flatMap((command) => {
    const { title, isEnabled, run } = command;
    const keys = keysInWords(command, mac);
    const item = el("button", { type: "button" }, el("span", {}, title));
    if (keys !== null) item.append(el("kbd", { "aria-hidden": "true" }, keys));
    item.disabled = isEnabled?.() === false;
    item.addEventListener("click", () => {
      menu.hidePopover();
      run?.();
    });
    const line = group !== undefined && group !== command.group ? [el("hr", {})] : [];
    group = command.group;
    return [...line, item];
  });
}

function walk(event: KeyboardEvent, menu: HTMLElement): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...menu.querySelectorAll<HTMLButtonElement>("button:enabled")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}
