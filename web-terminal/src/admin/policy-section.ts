import { Disposables } from "../disposables";
import { el } from "../ui/element";
import type { Policy } from "./admin-api";
import { Answer } from "./answer";
import { ExplainForm } from "./explain-form";
import { markDecided, ruleCard } from "./rule-card";
import type { AdminContext, Section } from "./section";
import { timeElement } from "./times";

const INTERVAL_MS = 5000;

/** The rules in force, whether their file has gone wrong since, and what they say to a question. */
export class PolicySection implements Section {
  readonly element: HTMLElement;
  readonly #disposables = new Disposables();
  readonly #origin = el("p", { class: "dim origin" });
  readonly #error = el("div", { class: "notice bad", role: "alert", hidden: true });
  readonly #rules = el("ol", { class: "rules" });
  readonly #answer: Answer<Policy>;
  readonly #form: ExplainForm;
  #painted = "";
  #decided: string | null = null;

  constructor(context: AdminContext) {
    this.#form = this.#disposables.add(
      new ExplainForm({
        ask: (question) => context.admin.explain(question),
        decided: (rule) => this.#mark(rule),
        signedOut: () => context.signInAgain(),
      }),
    );
    this.#answer = this.#disposables.add(
      new Answer(el("div", {}, this.#error, this.#origin, this.#rules), {
        what: "its rules to show",
        intervalMs: INTERVAL_MS,
        load: () => context.admin.policy(),
        show: (policy) => this.#show(policy),
        onSignedOut: () => context.signInAgain(),
      }),
    );
    this.element = el(
      "div",
      { class: "sides-by-side" },
      this.#answer.element,
      el("aside", { "aria-label": "Explain" }, this.#form.element),
    );
  }

  shown(): void {
    this.#form.focus();
    void this.#answer.now();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #mark(rule: string | null): void {
    this.#decided = rule;
    markDecided(this.#cards, rule);
  }

  get #cards(): HTMLElement[] {
    return [...this.#rules.querySelectorAll<HTMLElement>("[data-rule]")];
  }

  #show(policy: Policy): void {
    const { file, loadedAt, error, rules } = policy;
    const since = timeElement(loadedAt, Date.now());
    this.#origin.replaceChildren(
      ...(file === null
        ? [
            "There is no policy file (gateway.access.policy): only the administrator's token may do anything.",
          ]
        : [el("code", {}, file), " in force since ", since]),
    );
    const state = JSON.stringify(policy);
    if (state === this.#painted) return;
    this.#painted = state;
    this.#error.hidden = error === null;
    const words =
      error === null
        ? []
        : [
            el(
              "p",
              {},
              el("strong", {}, "The file has changed and was not taken; these rules still hold."),
            ),
            el("p", { class: "mono" }, error),
          ];
    this.#error.replaceChildren(...words);
    const none = el("li", { class: "row-message" }, "It has no rules, and so nothing is allowed.");
    this.#rules.replaceChildren(...(rules.length === 0 ? [none] : rules.map(ruleCard)));
    markDecided(this.#cards, this.#decided);
  }
}
