import { Disposables } from "../disposables";
import { formatRoute } from "../router";
import { el } from "../ui/element";
import { bytesInWords } from "../ui/units";
import type { CallerUse, Limit, Limits } from "./admin-api";
import { Answer } from "./answer";
import {
  byHits,
  hitsInWords,
  hitsOf,
  specialInWords,
  valueInWords,
  whomInWords,
} from "./limits-words";
import type { AdminContext, Section } from "./section";
import { type Row, Table } from "./table";

const INTERVAL_MS = 5000;

/** The limits in force, what everybody uses of them, and who runs into them. */
export class LimitsSection implements Section {
  readonly element: HTMLElement;
  readonly #disposables = new Disposables();
  readonly #callers = new Table("Callers", "callers", [
    { title: "Caller", name: "who" },
    { title: "Sessions", name: "number" },
    { title: "Starts in the last minute", name: "number" },
    { title: "Output kept", name: "number" },
    { title: "On disk", name: "number" },
    { title: "Output a second", name: "number" },
    { title: "Ran into", name: "hits" },
  ]);
  readonly #limits = new Table("Limits", "limits", [
    { title: "Limit", name: "name" },
    { title: "Value", name: "number" },
    { title: "Hits", name: "number" },
  ]);
  readonly #special = new Table("Limits of some callers", "special", [
    { title: "For", name: "who" },
    { title: "Instead", name: "instead" },
  ]);
  readonly #some = part("For some callers", this.#special.element);
  readonly #nobody = el("p", { class: "list-status", role: "status" });
  readonly #answer: Answer<Limits>;

  constructor(context: AdminContext) {
    this.#answer = this.#disposables.add(
      new Answer(
        el(
          "div",
          { class: "lists" },
          part("Who uses what", this.#callers.element, this.#nobody),
          part("In force", this.#limits.element),
          this.#some,
        ),
        {
          what: "limits to show",
          intervalMs: INTERVAL_MS,
          load: () => context.admin.limits(),
          show: (limits) => this.#show(limits),
          onSignedOut: () => context.signInAgain(),
        },
      ),
    );
    this.element = this.#answer.element;
  }

  shown(): void {
    void this.#answer.now();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #show({ limits = [], special = [], callers = [] }: Limits): void {
    this.#limits.show(limits.map(limitRow));
    this.#special.show(
      special.map((some, at) => ({
        key: String(at),
        cells: [whomInWords(some), lines(specialInWords(some, limits))],
      })),
    );
    this.#some.hidden = special.length === 0;
    this.#callers.show(byHits(callers).map(callerRow));
    this.#callers.element.hidden = callers.length === 0;
    this.#nobody.textContent = callers.length === 0 ? "Nobody uses anything now." : "";
  }
}

function part(title: string, ...children: HTMLElement[]): HTMLElement {
  const id = `part-${title.replaceAll(" ", "-").toLowerCase()}`;
  const head = el("div", { class: "remote-head" }, el("h2", { id }, title));
  return el("section", { "aria-labelledby": id }, head, ...children);
}

function lines(texts: readonly string[]): HTMLElement {
  return el("ul", { class: "lines" }, ...texts.map((text) => el("li", {}, text)));
}

function limitRow(limit: Limit): Row {
  const { name, hits = 0 } = limit;
  return {
    key: name,
    cells: [
      el("span", { class: "mono strong" }, name),
      valueInWords(limit),
      el("span", { class: hits > 0 ? "hit" : "dim" }, hits.toLocaleString("en")),
    ],
  };
}

function callerRow(caller: CallerUse): Row {
  const name = caller.caller;
  const href = formatRoute({ page: "admin", section: "sessions", query: { q: name } });
  return {
    key: name,
    cells: [
      el("a", { href, class: "cut strong", title: `Sessions of ${name}` }, name),
      (caller.sessions ?? 0).toLocaleString("en"),
      (caller.startsLastMinute ?? 0).toLocaleString("en"),
      bytesInWords(caller.keptBytes ?? 0),
      bytesInWords(caller.diskBytes ?? 0),
      `${bytesInWords(caller.outputRate ?? 0)}/s`,
      el("span", { class: hitsOf(caller) > 0 ? "hit" : "dim" }, hitsInWords(caller) || "nothing"),
    ],
  };
}
