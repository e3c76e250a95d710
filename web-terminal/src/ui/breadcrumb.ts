import type { Target } from "../api";
import { el } from "./element";

export function breadcrumb({ remote, project, instance }: Target): HTMLElement {
  const logo = el("img", { src: "/favicon.svg", alt: "", width: "22", height: "22" });
  const home = el("a", { href: "#/" }, logo, el("span", { class: "wide" }, "Instances"));
  home.setAttribute("aria-label", "Instances");
  const items = [
    el("li", {}, home),
    el("li", { class: "dim" }, remote),
    project === "default" ? null : el("li", { class: "dim wide" }, project),
    el("li", { "aria-current": "page" }, el("span", { class: "cut", title: instance }, instance)),
  ];
  return el("nav", { class: "breadcrumb", "aria-label": "Breadcrumb" }, el("ol", {}, ...items));
}
