import { messageOf } from "../api";
import { Disposables } from "../disposables";
import { ArrowKeys } from "../ui/arrow-keys";
import { ask } from "../ui/dialog";
import { el } from "../ui/element";
import { showSignals } from "../ui/signal-menu";
import { Toast } from "../ui/toast";
import type { AdminSession, Page } from "./admin-api";
import { Answer } from "./answer";
import type { AdminContext, Query, Section } from "./section";
import { sessionLine } from "./session-line";
import { isFound, STAGES, type Stage, stageOf, statesOf } from "./sessions-words";
import { type Row, Table } from "./table";

const INTERVAL_MS = 3000;
const MOST_ROWS = 200;

/** Everybody's sessions as they stand now, to be watched, signalled and ended. */
export class SessionsSection implements Section {
  readonly element: HTMLElement;
  readonly tools: HTMLElement;
  readonly #context: AdminContext;
  readonly #disposables = new Disposables();
  readonly #search = el("input", {
    type: "search",
    "aria-label": "Filter sessions",
    placeholder: "Owner, instance, command, state",
    autocomplete: "off",
    spellcheck: "false",
  });
  readonly #table = new Table("Sessions", "sessions", [
    { title: "Who", name: "who" },
    { title: "Where", name: "where" },
    { title: "Command", name: "command" },
    { title: "State", name: "condition" },
    { title: "Since", name: "since" },
    { title: "Attached", name: "attached" },
    { title: "Bytes", name: "bytes" },
    { title: "Actions", name: "acts", silent: true },
  ]);
  readonly #count = el("p", { class: "list-status", role: "status" });
  readonly #toast = new Toast();
  readonly #answer: Answer<Page<AdminSession>>;
  readonly #stages: HTMLElement[];
  readonly #ending = new Set<string>();
  #page: Page<AdminSession> = { items: [], next: null };
  #stage: Stage;

  constructor(context: AdminContext, query: Query) {
    this.#context = context;
    this.#stage = stageOf(query.stage);
    this.#search.value = query.q ?? "";
    this.#stages = STAGES.map(([stage, title]) => this.#stageButton(stage, title));
    this.tools = el(
      "div",
      { class: "tools-line" },
      el("div", { class: "segments", role: "group", "aria-label": "State" }, ...this.#stages),
      this.#search,
    );
    this.#answer = this.#disposables.add(
      new Answer(el("div", {}, this.#table.element, this.#count), {
        what: "a list of sessions",
        intervalMs: INTERVAL_MS,
        load: () => context.admin.sessions(statesOf(this.#stage)),
        show: (page) => this.#show(page),
        onSignedOut: () => context.signInAgain(),
      }),
    );
    this.element = el("div", {}, this.#answer.element, this.#toast.element);
    this.#disposables.add(new ArrowKeys(this.#search, this.element, this.#table.element));
    this.#disposables.listen(this.#search, "input", () => this.#note());
  }

  shown(): void {
    this.#search.focus();
    void this.#answer.now();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #note(): void {
    const q = this.#search.value.trim();
    const query = { ...(q && { q }), ...(this.#stage !== "live" && { stage: this.#stage }) };
    this.#context.router.note({ page: "admin", section: "sessions", query });
    this.#paint();
  }

  #stageButton(stage: Stage, title: string): HTMLElement {
    const pressed = String(stage === this.#stage);
    const button = el("button", { type: "button", "aria-pressed": pressed }, title);
    this.#disposables.listen(button, "click", () => {
      this.#stage = stage;
      for (const other of this.#stages)
        other.setAttribute("aria-pressed", String(other === button));
      this.#note();
      void this.#answer.now();
    });
    return button;
  }

  #show(page: Page<AdminSession>): void {
    this.#page = page;
    this.#paint();
  }

  #paint(): void {
    const found = this.#page.items.filter((session) => isFound(session, this.#search.value.trim()));
    const now = Date.now();
    this.#table.show(found.slice(0, MOST_ROWS).map((session) => this.#row(session, now)));
    this.#table.element.hidden = found.length === 0;
    const words = this.#countInWords(found.length);
    if (this.#count.textContent !== words) this.#count.textContent = words;
  }

  #countInWords(found: number): string {
    if (this.#page.items.length === 0) {
      return this.#stage === "live" ? "Nothing runs here now." : "There is nothing to show.";
    }
    if (found === 0) return "No session matches.";
    const shown = found > MOST_ROWS ? `The first ${MOST_ROWS} of ` : "";
    const all = this.#page.next === null ? "" : " Of all there are, the newest 1000 are looked at.";
    return `${shown}${found} ${found === 1 ? "session" : "sessions"}.${all}`;
  }

  #row(session: AdminSession, now: number): Row {
    return sessionLine(session, {
      now,
      ending: this.#ending.has(session.id),
      onSignal: () => void this.#signal(session),
      onEnd: (what) => void this.#end(session, what),
    });
  }

  async #signal({ id, instance }: AdminSession): Promise<void> {
    const signal = await showSignals();
    if (signal === null) return;
    await this.#do(() => this.#context.api.signal(id, signal), `Sent ${signal} to ${instance}`);
  }

  async #end({ id, owner, instance }: AdminSession, what: string): Promise<void> {
    const agreed = await ask({
      title: `End the session of ${owner} in ${instance}?`,
      text: `${what} gets HUP; then TERM and KILL, if it stays.`,
      action: "End session",
    });
    if (!agreed) return;
    this.#ending.add(id);
    this.#paint();
    const begun = await this.#do(() => this.#context.api.end(id), `Ending ${what}`);
    if (!begun) this.#ending.delete(id);
    await this.#answer.now();
  }

  async #do(task: () => Promise<void>, done: string): Promise<boolean> {
    try {
      await task();
      this.#toast.show(done);
      return true;
    } catch (error) {
      this.#toast.show(messageOf(error));
      return false;
    }
  }
}
