import { el } from "../ui/element";

export interface Column {
  title: string;
  /** Names the column to the style sheet. */
  name: string;
  /** Said to a screen reader alone. */
  silent?: boolean;
}

export interface Row {
  /** The same for the same thing, now and later. */
  key: string;
  cells: readonly (Node | string | null)[];
  /** A line below that has the whole width. */
  below?: HTMLElement | undefined;
}

/**
 * Things with their properties: a table where there is room, and a card for each thing where there is none. A new answer
 * changes the rows that it changes and leaves the focus where it is. The roles are said since the layout takes them away.
 */
export class Table {
  readonly element: HTMLElement;
  readonly #columns: readonly Column[];
  readonly #body = el("tbody", { role: "rowgroup" });
  readonly #rows = new Map<string, { element: HTMLElement; html: string }>();

  constructor(label: string, name: string, columns: readonly Column[]) {
    this.#columns = columns;
    const heads = columns.map(({ title, name: column, silent }) =>
      el(
        "th",
        { role: "columnheader", class: column },
        el("span", { class: silent ? "unseen" : null }, title),
      ),
    );
    this.element = el(
      "table",
      { class: `table ${name}`, role: "table", "aria-label": label },
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...heads)),
      this.#body,
    );
  }

  show(rows: readonly Row[]): void {
    const focus = this.#focus;
    const elements = rows.map((row) => this.#kept(row));
    const keys = new Set(rows.map(({ key }) => key));
    for (const key of this.#rows.keys()) if (!keys.has(key)) this.#rows.delete(key);
    if (elements.some((element, at) => this.#body.children[at] !== element)) {
      this.#body.replaceChildren(...elements);
    }
    while (this.#body.children.length > elements.length) this.#body.lastChild?.remove();
    if (focus !== null && !focus.element.isConnected) focus.giveBack();
    else if (focus !== null && document.activeElement !== focus.element) focus.element.focus();
  }

  #kept(row: Row): HTMLElement {
    const element = this.#row(row);
    const html = element.outerHTML;
    const known = this.#rows.get(row.key);
    if (known?.html === html) return known.element;
    this.#rows.set(row.key, { element, html });
    return element;
  }

  #row({ key, cells, below }: Row): HTMLElement {
    const all = this.#columns.map(({ name, title, silent }, at) =>
      el(
        "td",
        { role: "cell", class: name, "data-label": silent ? null : title },
        cells[at] ?? null,
      ),
    );
    const more = below === undefined ? [] : [el("td", { role: "cell", class: "below" }, below)];
    return el("tr", { role: "row", "data-key": key }, ...all, ...more);
  }

  /** What has the focus in a row, and its place there. */
  get #focus(): { element: HTMLElement; giveBack(): void } | null {
    const element = document.activeElement;
    const row = element?.closest<HTMLElement>("tr[data-key]");
    if (!(element instanceof HTMLElement) || !row || !this.#body.contains(row)) return null;
    const at = stops(row).indexOf(element);
    const { key = "" } = row.dataset;
    return { element, giveBack: () => stops(this.#rows.get(key)?.element)[at]?.focus() };
  }
}

function stops(row: HTMLElement | undefined): HTMLElement[] {
  return [...(row?.querySelectorAll<HTMLElement>("a[href], button, summary") ?? [])];
}
