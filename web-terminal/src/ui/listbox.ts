import { el } from "./element";

export interface Choices<T> {
  find(text: string): readonly T[];
  row(item: T): readonly (Node | string)[];
  isEnabled?(item: T): boolean;
  pick(item: T): void;
}

let count = 0;

/** Makes a field and a list below it one: what is typed narrows the list, arrows walk it, Enter or a click picks. */
export function choose<T>(search: HTMLInputElement, list: HTMLElement, choices: Choices<T>): void {
  const id = `choices-${++count}`;
  let items: readonly T[] = [];
  let at = 0;
  list.id = id;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", search.getAttribute("aria-label") ?? "");
  search.setAttribute("role", "combobox");
  search.setAttribute("aria-controls", id);
  search.setAttribute("aria-expanded", "true");
  search.setAttribute("aria-autocomplete", "list");

  const mark = (): void => {
    [...list.children].forEach((row, index) => {
      row.setAttribute("aria-selected", String(index === at));
      if (index === at) row.scrollIntoView({ block: "nearest" });
    });
    if (items.length > 0) search.setAttribute("aria-activedescendant", `${id}-${at}`);
    else search.removeAttribute("aria-activedescendant");
  };
  const paint = (): void => {
    items = choices.find(search.value);
    at = 0;
    const rows = items.map((item, index) => {
      const row = el("li", { role: "option", id: `${id}-${index}` }, ...choices.row(item));
      if (choices.isEnabled?.(item) === false) row.setAttribute("aria-disabled", "true");
      row.addEventListener("click", () => pick(index));
      return row;
    });
    list.replaceChildren(...rows);
    mark();
  };
  const pick = (index: number): void => {
    const item = items[index];
    if (item !== undefined && choices.isEnabled?.(item) !== false) choices.pick(item);
  };
  search.addEventListener("input", paint);
  search.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && items.length > 0) {
      event.preventDefault();
      at = (at + step + items.length) % items.length;
      mark();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      pick(at);
    }
  });
  paint();
}
