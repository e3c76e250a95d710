import type { Session } from "../api";
import { exitInWords } from "../exec/exit-words";
import { isShell } from "../exec/shell";
import { joinWords } from "../exec/words";
import { formatRoute } from "../router";
import { el } from "./element";
import { ageInWords, bytesInWords } from "./units";

export interface SessionRowWords {
  tone: "good" | "warning" | "bad" | "busy";
  state: string;
  news: string;
}

/** How a session stands, and what came since one looked. */
export function sessionRowInWords(session: Session, missed: number | null): SessionRowWords {
  const { state, exit, attachments } = session;
  const news =
    missed === null ? [] : [missed === 0 ? "nothing new" : `${bytesInWords(missed)} new`];
  if (exit !== null) {
    const { tone, headline } = exitInWords(exit);
    return { tone, state: headline, news: news.join(" · ") };
  }
  const people = attachments.writers + attachments.observers;
  if (people > 0) news.push(people === 1 ? "attached" : `${people} attached`);
  if (state === "running") return { tone: "good", state: "Running", news: news.join(" · ") };
  const words = state === "starting" ? "Starting" : "Ending";
  return { tone: "busy", state: words, news: news.join(" · ") };
}

/** What a session runs, as one would type it. */
export function commandInWords(command: readonly string[]): string {
  if (isShell(command)) return "shell";
  const wrapper = command.slice(0, 5).join(" ") === 'sh -l -c exec "$@" sh';
  return joinWords(wrapper ? command.slice(5) : command);
}

export interface SessionRowOptions {
  missed: number | null;
  now: number;
  ending: boolean;
  onEnd: () => void;
}

export function sessionRow(session: Session, options: SessionRowOptions): HTMLElement {
  const { id, remote, project, instance, created, exit } = session;
  const words = sessionRowInWords(session, options.missed);
  const describedBy = `session-${id}`;
  const place = project === "default" ? remote : `${remote} / ${project}`;
  const href = formatRoute({
    page: "terminal",
    target: { remote, project, instance },
    session: id,
  });
  const age = ageInWords((options.now - Date.parse(created)) / 1000);
  const command = commandInWords(session.command);
  const end = el("button", { type: "button", class: "quiet" }, options.ending ? "Ending…" : "End");
  end.setAttribute("aria-label", `End the session in ${instance}, ${command}`);
  end.disabled = options.ending;
  end.addEventListener("click", options.onEnd);
  return el(
    "li",
    { class: "row session-row" },
    el(
      "span",
      { class: "name" },
      el("a", { href, "aria-describedby": describedBy }, instance),
      el("span", { class: "dim place" }, place),
    ),
    el("code", { class: "about", title: command }, command),
    el(
      "span",
      { class: "state", id: describedBy, "data-tone": words.tone },
      el("span", { class: "cut" }, words.state),
    ),
    el("span", { class: "news" }, words.news),
    el("time", { class: "age", datetime: created, title: `Started ${created}` }, age),
    exit === null ? end : el("span", {}),
  );
}
