import { formatRoute } from "../router";
import { el } from "../ui/element";
import { commandInWords, sessionRowInWords } from "../ui/session-row";
import { bytesInWords } from "../ui/units";
import type { AdminSession } from "./admin-api";
import { attachedInWords, bytesOf } from "./sessions-words";
import type { Row } from "./table";
import { timeElement } from "./times";

export interface SessionLineOptions {
  now: number;
  ending: boolean;
  onSignal(): void;
  /** Told what it is that is to end, in words. */
  onEnd(what: string): void;
}

/** A session as administrators see it, with what they can do to it. */
export function sessionLine(session: AdminSession, options: SessionLineOptions): Row {
  const { id, owner, remote, project, instance, created } = session;
  const words = sessionRowInWords(session, null);
  const command = commandInWords(session.command);
  const place = project === "default" ? remote : `${remote} / ${project}`;
  return {
    key: id,
    cells: [
      el("span", { class: "cut", title: owner }, owner),
      el(
        "span",
        { class: "cut", title: `${instance} · ${place}` },
        el("span", { class: "mono strong" }, instance),
        " ",
        el("span", { class: "dim" }, place),
      ),
      el("code", { class: "cut", title: command }, command),
      el(
        "span",
        { class: "state", "data-tone": words.tone },
        el("span", { class: "cut", title: words.state }, words.state),
      ),
      timeElement(created, options.now),
      attachedInWords(session),
      bytesInWords(bytesOf(session)),
      actions(session, command, options),
    ],
  };
}

function actions(session: AdminSession, command: string, options: SessionLineOptions): HTMLElement {
  const { id, remote, project, instance, exit } = session;
  const target = { remote, project, instance };
  const href = formatRoute({ page: "terminal", target, session: id, observe: true });
  const what = `${command} in ${instance}`;
  const observe = session.interactive
    ? el("a", { href, class: "button quiet", "aria-label": `Observe ${what}` }, "Observe")
    : el("span", { class: "dim none", title: "It has no terminal to look at" }, "Pipes");
  if (exit !== null) return el("div", { class: "buttons" }, observe);
  const { ending } = options;
  return el(
    "div",
    { class: "buttons" },
    observe,
    action("Signal", `Send a signal to ${what}`, options.onSignal),
    action(ending ? "Ending…" : "End", `End ${what}`, () => options.onEnd(what), ending),
  );
}

function action(label: string, name: string, onClick: () => void, disabled = false): HTMLElement {
  const button = el(
    "button",
    { type: "button", class: "quiet", "aria-label": name, disabled },
    label,
  );
  button.addEventListener("click", onClick);
  return button;
}
