import type { Instance } from "../api";
import { formatRoute } from "../router";
import { el } from "./element";

export function instanceRow(instance: Instance, id: string): HTMLElement {
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
  return el("li", { class: reason === null ? "row" : "row closed" }, link, about, state);
}

export function skeletonRow(): HTMLElement {
  const line = (): HTMLElement => el("span", { class: "skeleton" });
  return el("li", { class: "row", "aria-hidden": "true" }, line(), line(), line());
}

export function matches({ name, remote, project, location }: Instance, filter: string): boolean {
  const text = [name, remote, project, location ?? ""].join(" ").toLowerCase();
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

function describe({ type, project, location }: Instance): string {
  const parts = [type === "virtual-machine" ? "virtual machine" : "container"];
  if (project !== "default") parts.push(`project ${project}`);
  if (location !== null && location !== "" && location !== "none") parts.push(`on ${location}`);
  return parts.join(" · ");
}
