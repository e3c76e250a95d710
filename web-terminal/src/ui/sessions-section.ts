import { type Api, isUnauthorized, messageOf, type Session } from "../api";
import { type Disposable, Disposables } from "../disposables";
import { Poll } from "../poll";
import type { Seen } from "../seen";
import { ask } from "./dialog";
import { el } from "./element";
import { keepFocus } from "./focus";
import { commandInWords, sessionRow } from "./session-row";

const INTERVAL_MS = 3000;
const SHOWN_ENDED = 3;

export interface SessionsSectionOptions {
  api: Api;
  seen: Seen;
  /** Whose sessions. */
  owner: string;
  onSignedOut(): void;
}

/** The caller's terminals that run or have just ended, to come back to or to end; hidden where there are none. */
export class SessionsSection implements Disposable {
  readonly element: HTMLElement;
  /** Settled once it is known what to show, so that nothing below moves afterwards. */
  readonly ready: Promise<void>;
  readonly #options: SessionsSectionOptions;
  readonly #disposables = new Disposables();
  readonly #list = el("ul", { class: "rows" });
  readonly #trouble = el("p", { class: "dim", role: "alert" });
  readonly #poll: Poll;
  readonly #ending = new Set<string>();
  #sessions: Session[] = [];
  #filter = "";
  #painted = "";

  constructor(options: SessionsSectionOptions) {
    this.#options = options;
    const id = "sessions";
    this.element = el(
      "section",
      { class: "remote", "aria-labelledby": id, hidden: true },
      el("div", { class: "remote-head" }, el("h2", { id }, "Your sessions"), this.#trouble),
      this.#list,
    );
    this.#poll = this.#disposables.add(new Poll(INTERVAL_MS, () => this.#load()));
    this.ready = this.#poll.now();
  }

  filter(text: string): void {
    this.#filter = text.toLowerCase();
    this.#paint();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #load(): Promise<void> {
    try {
      const sessions = await this.#options.api.sessions();
      this.#sessions = shownOf(sessions, this.#options.owner);
      this.#trouble.textContent = "";
      this.#paint();
    } catch (error) {
      if (isUnauthorized(error)) this.#options.onSignedOut();
      else this.#trouble.textContent = messageOf(error);
    }
  }

  #paint(): void {
    const shown = this.#sessions.filter((session) => matchesSession(session, this.#filter));
    this.element.hidden = shown.length === 0;
    const now = Date.now();
    const rows = shown.map((session) =>
      sessionRow(session, {
        now,
        missed: this.#options.seen.missed(session.id, session.output.end),
        ending: this.#ending.has(session.id),
        onEnd: () => void this.#end(session),
      }),
    );
    const html = rows.map((row) => row.outerHTML).join("");
    if (html === this.#painted) return;
    this.#painted = html;
    keepFocus(this.#list, () => this.#list.replaceChildren(...rows));
  }

  async #end(session: Session): Promise<void> {
    const agreed = await ask({
      title: `End the session in ${session.instance}?`,
      text: `${commandInWords(session.command)} gets HUP; then TERM and KILL, if it stays.`,
      action: "End session",
    });
    if (!agreed) return;
    this.#ending.add(session.id);
    this.#paint();
    try {
      await this.#options.api.end(session.id);
    } catch (error) {
      this.#ending.delete(session.id);
      this.#trouble.textContent = messageOf(error);
    }
    await this.#poll.now();
  }
}

/** Those of somebody with a terminal: all that run, newest first, and the last ones that have ended. */
export function shownOf(sessions: readonly Session[], owner: string): Session[] {
  const terminals = sessions
    .filter((session) => session.interactive && session.owner === owner)
    .sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
  const ended = terminals.filter((session) => session.exit !== null).slice(0, SHOWN_ENDED);
  return [...terminals.filter((session) => session.exit === null), ...ended];
}

export function matchesSession(session: Session, filter: string): boolean {
  const { remote, project, instance, command, state } = session;
  const text = [instance, remote, project, commandInWords(command), state].join(" ").toLowerCase();
  return filter.split(/\s+/).every((word) => text.includes(word));
}
