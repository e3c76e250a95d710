import { isUnauthorized, messageOf } from "../api";
import { type Disposable, Disposables } from "../disposables";
import { el } from "../ui/element";
import { checkbox, Field, select } from "../ui/form";
import { type Explanation, VERBS } from "./admin-api";
import { InvalidQuestion, type QuestionFields, questionOf } from "./question";

function text(placeholder: string, attributes: Record<string, string> = {}): HTMLInputElement {
  return el("input", {
    type: "text",
    placeholder,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    ...attributes,
  });
}

export interface ExplainFormListener {
  ask(question: URLSearchParams): Promise<Explanation>;
  /** The rule that decides; null where none does, or nothing is asked by now. */
  decided(rule: string | null): void;
  signedOut(): void;
}

/** Asks the policy about somebody's wish and tells its answer, without anything being done. */
export class ExplainForm implements Disposable {
  readonly element: HTMLElement;
  readonly #disposables = new Disposables();
  readonly #listener: ExplainFormListener;
  readonly #fields = {
    subject: new Field(text("user:ann"), { label: "Who", hint: "user:NAME or token:NAME" }),
    groups: new Field(text("none"), { label: "Groups" }),
    source: new Field(text("unknown"), { label: "From address" }),
    verb: new Field(
      select(
        VERBS.map((verb) => [verb, verb]),
        "exec",
      ),
      { label: "May they" },
    ),
    remote: new Field(text("the default one"), { label: "Remote" }),
    project: new Field(text("default"), { label: "Project" }),
    instance: new Field(text("demo"), { label: "Instance" }),
    command: new Field(text("any", { class: "mono" }), { label: "Command" }),
    user: new Field(text("0", { inputmode: "numeric" }), { label: "User ID" }),
    group: new Field(text("0", { inputmode: "numeric" }), { label: "Group ID" }),
  };
  readonly #interactive = checkbox("In a terminal", false);
  readonly #answer = el("div", { class: "verdict", role: "status" });
  #turn = 0;

  constructor(listener: ExplainFormListener) {
    this.#listener = listener;
    const { subject, groups, source, verb, remote, project, instance, command, user, group } =
      this.#fields;
    const form = el(
      "form",
      { class: "form", novalidate: true, "aria-labelledby": "explain" },
      el("h2", { id: "explain" }, "Who may do what?"),
      el("div", { class: "pair" }, subject.element, groups.element),
      el("div", { class: "pair" }, verb.element, instance.element),
      el("div", { class: "pair" }, remote.element, project.element),
      command.element,
      el("div", { class: "pair" }, user.element, group.element),
      el("div", { class: "pair" }, source.element, this.#interactive.element),
      el("button", { type: "submit", class: "primary" }, "Ask the policy"),
      this.#answer,
    );
    this.#disposables.listen(form, "submit", (event) => {
      event.preventDefault();
      void this.#ask();
    });
    this.#disposables.listen(form, "input", () => this.#forget());
    this.#disposables.listen(verb.control, "input", () => this.#enable());
    this.element = form;
  }

  focus(): void {
    this.#fields.subject.control.focus();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** An answer is to what stands above it. */
  #forget(): void {
    this.#turn++;
    this.#answer.replaceChildren();
    this.#listener.decided(null);
  }

  #enable(): void {
    const verb = this.#fields.verb.control.value;
    const { remote, project, instance, command, user, group } = this.#fields;
    for (const field of [remote, project, instance]) field.control.disabled = verb === "admin";
    const runs = verb !== "admin" && verb !== "list";
    for (const field of [command, user, group]) field.control.disabled = !runs;
    this.#interactive.control.disabled = !runs;
  }

  get #filledIn(): QuestionFields {
    const values = Object.entries(this.#fields).map(([name, field]) => [name, field.control.value]);
    const fields = Object.fromEntries(values) as Omit<QuestionFields, "interactive">;
    return { ...fields, interactive: this.#interactive.control.checked };
  }

  async #ask(): Promise<void> {
    this.#forget();
    const turn = this.#turn;
    try {
      const explanation = await this.#listener.ask(questionOf(this.#filledIn));
      if (turn === this.#turn) this.#show(explanation);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    }
  }

  #show({ allowed, rule, reason }: Explanation): void {
    const words = allowed ? "Allowed" : "Refused";
    const by = rule === null ? "" : ` by “${rule}”`;
    this.#answer.replaceChildren(
      el("strong", { class: "status", "data-tone": allowed ? "good" : "bad" }, `${words}${by}`),
      el("p", { class: "dim" }, `${reason}.`),
    );
    this.#listener.decided(rule);
  }

  #fail(error: unknown): void {
    if (error instanceof InvalidQuestion && error.field !== "interactive") {
      this.#fields[error.field].complain(error.message);
    } else if (isUnauthorized(error)) {
      this.#listener.signedOut();
    } else {
      this.#answer.replaceChildren(el("p", { class: "hint bad" }, messageOf(error)));
    }
  }
}
