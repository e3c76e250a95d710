import type { Instance, Target } from "../api";
import { formatRoute } from "../router";
import { el } from "./element";

export interface InstanceRowListener {
  /** Start with options, or wait for one that can't be entered yet. */
  choose(target: Target): void;
  wait(target: Target): void;
}

export function instanceRow(
  instance: Instance,
  id: string,
  listener: InstanceRowListener,
): HTMLElement {
  const { name, remote, project, status } = instance;
  const target = { remote, project, instance: name };
  const href = formatRoute({ page: "terminal", target, session: null });
  const about = el("span", { class: "about", id }, describe(instance));
  const reason = closedReason(status);
  const link =
    reason === null
      ? el("a", { href, title: name, "aria-describedby": id }, name)
      : el("a", { role: "link", "aria-disabled": "true", "aria-describedby": id }, name);
  const state = el(
    "span",
    { class: "state", "data-status": status.toLowerCase() },
    reason ?? status,
  );
  const button =
    reason === null
      ? action("Options…", `Start with options in ${name}`, () => listener.choose(target))
      : action("Wait", `Wait for ${name} and enter it`, () => listener.wait(target));
  return el("li", { class: reason === null ? "row" : "row closed" }, link, about, state, button);
}

function action(label: string, name: string, onClick: () => void): HTMLElement {
  const button = el("button", { type: "button", class: "quiet" }, label);
  button.setAttribute("aria-label", name);
  button.addEventListener("click", onClick);
  return button;
}

export function skeletonRow(): HTMLElement {
  const line = (): HTMLElement => el("span", { class: "skeleton" });
  return el("li", { class: "row skeleton-row", "aria-hidden": "true" }, line(), line(), line());
}

/** Whether every word is in what the list shows of the instance. */
export function matches(instance: Instance, filter: string): boolean {
  const { name, remote, project, status, location } = instance;
  const text = [name, remote, project, status, location ?? "", kindOf(instance)]
    .join(" ")
    .toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Why nobody can get a terminal in an instance of this status; `null` where one can. */
export function closedReason(status: string): string | null {
  switch (status) {
    case "Running":
      return null;
    case "Stopped":
      return "Stopped: start it first";
    case "Frozen":
      return "Frozen: unfreeze it first";
    default:
      return `${status}: not running`;
  }
}

function kindOf({ type }: Instance): string {
  return type === "virtual-machine" ? "virtual machine" : "container";
}

function describe(instance: Instance): string {
  const { project, location } = instance;
  const parts = [kindOf(instance)];
  if (project !== "default") parts.push(`project ${project}`);
  if (location !== null && location !== "" && location !== "none") parts.push(`on ${location}`);
  return parts.join(" · ");
}
