import { messageOf, Problem } from "../api";
import { Disposables } from "../disposables";
import { ask } from "../ui/dialog";
import { el, icon } from "../ui/element";
import { Toast } from "../ui/toast";
import type { ApiToken } from "./admin-api";
import { Answer } from "./answer";
import type { AdminContext, Section } from "./section";
import { type Row, Table } from "./table";
import { timeElement } from "./times";
import { showNewToken } from "./token-dialog";
import { isExpired, scopeInWords } from "./tokens-words";

const INTERVAL_MS = 15_000;
const PLUS = ["M12 5v14M5 12h14"];

/** What machines sign in with: made, looked over and revoked here. */
export class TokensSection implements Section {
  readonly element: HTMLElement;
  readonly tools: HTMLElement;
  readonly #context: AdminContext;
  readonly #disposables = new Disposables();
  readonly #table = new Table("Tokens", "tokens", [
    { title: "Name", name: "name" },
    { title: "Limited to", name: "scope" },
    { title: "Created by", name: "by" },
    { title: "Created", name: "created" },
    { title: "Expires", name: "expires" },
    { title: "Last used", name: "used" },
    { title: "Actions", name: "acts", silent: true },
  ]);
  readonly #none = el("p", { class: "list-status", role: "status" });
  readonly #toast = new Toast();
  readonly #answer: Answer<{ items: ApiToken[] }>;
  readonly #add = el("button", { type: "button", class: "primary" }, icon(...PLUS), "New token");

  constructor(context: AdminContext) {
    this.#context = context;
    this.tools = this.#add;
    this.#answer = this.#disposables.add(
      new Answer(el("div", {}, this.#table.element, this.#none), {
        what: "tokens of its own",
        intervalMs: INTERVAL_MS,
        load: () => context.admin.tokens(),
        show: ({ items }) => this.#show(items),
        onSignedOut: () => context.signInAgain(),
      }),
    );
    this.element = el("div", {}, this.#answer.element, this.#toast.element);
    this.#disposables.listen(this.#add, "click", () => void this.create());
  }

  shown(): void {
    this.#add.focus();
    void this.#answer.now();
  }

  async create(): Promise<void> {
    await showNewToken(async (order) => {
      const token = await this.#context.admin.createToken(order);
      void this.#answer.now();
      return token;
    });
    this.#add.focus();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #show(tokens: readonly ApiToken[]): void {
    const now = Date.now();
    this.#table.show(tokens.map((token) => this.#row(token, now)));
    this.#table.element.hidden = tokens.length === 0;
    this.#none.textContent = tokens.length === 0 ? "No machine has a token yet." : "";
  }

  #row(token: ApiToken, now: number): Row {
    const { id, name, createdBy, createdAt, expiresAt, lastUsedAt } = token;
    const revoke = el("button", { type: "button", class: "quiet" }, "Revoke");
    revoke.setAttribute("aria-label", `Revoke ${name}`);
    revoke.addEventListener("click", () => void this.#revoke(token));
    const expires = timeElement(expiresAt, now);
    if (isExpired(token, now)) {
      expires.classList.add("expired");
      expires.prepend("expired ");
    }
    return {
      key: id,
      cells: [
        el("span", { class: "mono strong" }, name),
        el(
          "ul",
          { class: "lines" },
          ...scopeInWords(token.scope).map((line) => el("li", {}, line)),
        ),
        createdBy,
        timeElement(createdAt, now),
        expires,
        lastUsedAt === null ? "never" : timeElement(lastUsedAt, now),
        el("div", { class: "buttons" }, revoke),
      ],
    };
  }

  async #revoke({ id, name }: ApiToken): Promise<void> {
    const agreed = await ask({
      title: `Revoke ${name}?`,
      text: "Whatever signs in with it is refused from now on.",
      action: "Revoke",
    });
    if (!agreed) return;
    try {
      await this.#context.admin.revokeToken(id);
      this.#toast.show(`${name} is revoked`);
    } catch (error) {
      const gone = error instanceof Problem && error.status === 404;
      this.#toast.show(gone ? `${name} was revoked already` : messageOf(error));
    }
    await this.#answer.now();
    this.#add.focus();
  }
}
