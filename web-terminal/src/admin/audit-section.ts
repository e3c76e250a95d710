import { isUnauthorized, messageOf } from "../api";
import { Disposables } from "../disposables";
import { formatRoute } from "../router";
import { el, icon } from "../ui/element";
import type { AuditEntry, Page } from "./admin-api";
import { Answer } from "./answer";
import { AuditForm } from "./audit-form";
import {
  exportHref,
  factsOf,
  isBad,
  parametersOf,
  placeOf,
  type Search,
  searchOf,
} from "./audit-words";
import type { AdminContext, Query, Section } from "./section";
import { type Row, Table } from "./table";
import { moment } from "./times";

const PAGE = "100";
const DOWN = ["m6 9 6 6 6-6"];
const SAVE = ["M12 4v11M7 11l5 5 5-5M5 20h14"];

/** What happened: searched, read page by page, and taken along. */
export class AuditSection implements Section {
  readonly element: HTMLElement;
  readonly tools: HTMLElement;
  readonly #context: AdminContext;
  readonly #disposables = new Disposables();
  readonly #form: AuditForm;
  readonly #table = new Table("Audit", "audit", [
    { title: "When", name: "at" },
    { title: "Who", name: "who" },
    { title: "Did", name: "action" },
    { title: "Where", name: "where" },
    { title: "Result", name: "result" },
    { title: "Rule", name: "rule-name" },
    { title: "All of it", name: "acts", silent: true },
  ]);
  readonly #status = el("p", { class: "list-status", role: "status" });
  readonly #more = el(
    "button",
    { type: "button", class: "quiet", hidden: true },
    "Show older ones",
  );
  readonly #export = el(
    "a",
    {
      class: "button quiet",
      download: "audit.ndjson",
      title: "All that is found, a JSON document a line",
    },
    icon(...SAVE),
    "Export",
  );
  readonly #answer: Answer<Page<AuditEntry>>;
  readonly #open = new Set<number>();
  #search: Search;
  #entries: AuditEntry[] = [];
  #next: string | null = null;

  constructor(context: AdminContext, query: Query) {
    this.#context = context;
    this.#search = searchOf(query);
    this.#form = this.#disposables.add(new AuditForm(this.#search, (search) => this.#look(search)));
    this.tools = this.#export;
    const foot = el("div", { class: "foot" }, this.#status, this.#more);
    this.#answer = this.#disposables.add(
      new Answer(el("div", {}, this.#table.element, foot), {
        what: "an audit",
        load: () => context.admin.audit(parametersOf(this.#search, { limit: PAGE })),
        show: (page) => this.#show(page),
        onSignedOut: () => context.signInAgain(),
      }),
    );
    this.element = el("div", {}, this.#form.element, this.#answer.element);
    this.#disposables.listen(this.#more, "click", () => void this.#showMore());
    this.#paintExport();
  }

  shown(): void {
    this.#form.focus();
    void this.#answer.now();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #look(search: Search): void {
    this.#search = search;
    this.#context.router.note({ page: "admin", section: "audit", query: search });
    this.#paintExport();
    void this.#answer.now();
  }

  #paintExport(): void {
    this.#export.setAttribute("href", exportHref(this.#search));
  }

  #show({ items, next }: Page<AuditEntry>): void {
    this.#entries = items;
    this.#next = next ?? null;
    this.#open.clear();
    this.#paint();
  }

  async #showMore(): Promise<void> {
    const search = this.#search;
    if (this.#next === null || this.#more.disabled) return;
    this.#more.disabled = true;
    try {
      const older = parametersOf(search, { limit: PAGE, cursor: this.#next });
      const { items, next } = await this.#context.admin.audit(older);
      if (search !== this.#search) return;
      this.#entries = [...this.#entries, ...items];
      this.#next = next ?? null;
      this.#paint();
    } catch (error) {
      if (isUnauthorized(error)) this.#context.signInAgain();
      else this.#status.textContent = messageOf(error);
    } finally {
      this.#more.disabled = false;
    }
  }

  #paint(): void {
    const count = this.#entries.length;
    this.#table.show(this.#entries.map((entry) => this.#row(entry)));
    this.#table.element.hidden = count === 0;
    this.#more.hidden = this.#next === null;
    const words =
      this.#next === null
        ? `${count} ${count === 1 ? "entry" : "entries"}, and no older one.`
        : `The newest ${count}.`;
    this.#status.textContent = count === 0 ? "Nothing is found." : words;
  }

  #row(entry: AuditEntry): Row {
    const { seq, at, subject, action, result, rule } = entry;
    const isOpen = this.#open.has(seq);
    const place = placeOf(entry);
    return {
      key: String(seq),
      cells: [
        el("time", { datetime: at, title: at }, moment(at)),
        cut(subject, "cut"),
        el("span", { class: "mono" }, action),
        cut(place, "cut mono"),
        isBad(entry)
          ? el("span", { class: "state", "data-tone": "bad" }, result ?? action)
          : (result ?? null),
        cut(rule, "cut dim"),
        this.#toggle(entry, isOpen),
      ],
      below: isOpen ? this.#facts(entry) : undefined,
    };
  }

  #toggle({ seq, action }: AuditEntry, isOpen: boolean): HTMLElement {
    const button = el("button", { type: "button", class: "icon-button", title: "All of it" });
    button.setAttribute("aria-label", `All of entry ${seq}, ${action}`);
    button.setAttribute("aria-expanded", String(isOpen));
    button.append(icon(...DOWN));
    button.addEventListener("click", () => {
      if (isOpen) this.#open.delete(seq);
      else this.#open.add(seq);
      this.#paint();
    });
    return button;
  }

  #facts(entry: AuditEntry): HTMLElement {
    const facts = factsOf(entry).flatMap(([name, value]) => [
      el("dt", {}, name),
      el("dd", { class: "mono" }, name === "session" ? this.#ofSession(value) : value),
    ]);
    return el("dl", { class: "facts-list" }, ...facts);
  }

  #ofSession(session: string): HTMLElement {
    const href = formatRoute({ page: "admin", section: "audit", query: { session } });
    return el("a", { href, title: "All of this session" }, session);
  }
}

/** A text that may be longer than there is room; nothing where there is none. */
function cut(text: string | null | undefined, className: string): HTMLElement | null {
  return text ? el("span", { class: className, title: text }, text) : null;
}
