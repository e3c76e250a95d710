import { el } from "../ui/element";
import type { Rule } from "./admin-api";
import { factsOf, isDenial, verbsOf } from "./policy-words";

/** One rule in words; the one that decided stands out. */
export function ruleCard(rule: Rule): HTMLElement {
  const denial = isDenial(rule);
  const facts = factsOf(rule).flatMap(([what, parts]) => [
    el("dt", {}, what),
    el("dd", {}, ...parts.map((part) => el("span", {}, part))),
  ]);
  return el(
    "li",
    { class: "rule", "data-rule": rule.name, "data-tone": denial ? "bad" : "good" },
    el(
      "div",
      { class: "rule-head" },
      el("h3", {}, rule.name),
      el("span", { class: "mark" }, denial ? "denies" : "allows"),
      el("span", { class: "verbs-line" }, verbsOf(rule).join(", ")),
      el("span", { class: "decided", hidden: true }, "decides"),
    ),
    el("dl", {}, ...facts),
  );
}

/** Shows which of the rules decided, if one did. */
export function markDecided(cards: readonly HTMLElement[], name: string | null): void {
  for (const card of cards) {
    const decides = card.dataset.rule === name;
    card.classList.toggle("decides", decides);
    const mark = card.querySelector<HTMLElement>(".decided");
    if (mark) mark.hidden = !decides;
    if (decides && isBeside()) card.scrollIntoView({ block: "nearest" });
  }
}

/** Whether the rules stand beside the question, so that its answer stays in sight. */
function isBeside(): boolean {
  return matchMedia("(width >= 64rem)").matches;
}
