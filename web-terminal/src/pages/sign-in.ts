import { isUnauthorized, messageOf } from "../api";
import { Disposables } from "../disposables";
import { el } from "../ui/element";
import { Header, wordmark } from "../ui/header";
import type { Context, Page } from "./page";

/** Asks for the access token, hands it to the gateway once and keeps it nowhere. */
export class SignInPage implements Page {
  readonly element: HTMLElement;
  readonly title = "Sign in · lxd-gateway";
  readonly #disposables = new Disposables();
  readonly #context: Context;
  readonly #onSignedIn: () => void;
  readonly #token = el("input", {
    id: "token",
    type: "password",
    autocomplete: "current-password",
    spellcheck: "false",
    required: true,
    "aria-describedby": "sign-in-error",
  });
  readonly #button = el("button", { type: "submit", class: "primary" }, "Sign in");
  readonly #error = el("p", { id: "sign-in-error", class: "form-error", role: "alert" });

  constructor(context: Context, onSignedIn: () => void) {
    this.#context = context;
    this.#onSignedIn = onSignedIn;
    const header = this.#disposables.add(new Header(context.scheme, { start: wordmark() }));
    const form = el(
      "form",
      { class: "card", novalidate: true },
      el("h1", {}, "Sign in"),
      el("p", { class: "dim" }, "Terminals for LXD and Incus instances."),
      el("label", { for: "token" }, "Access token"),
      this.#token,
      this.#error,
      this.#button,
    );
    this.#disposables.listen(form, "submit", (event) => {
      event.preventDefault();
      void this.#signIn();
    });
    this.#disposables.listen(this.#token, "input", () => this.#showError(""));
    this.element = el(
      "div",
      { class: "page" },
      header.element,
      el("main", { class: "centre" }, form),
    );
  }

  shown(): void {
    this.#token.focus();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #signIn(): Promise<void> {
    const token = this.#token.value.trim();
    if (token === "") {
      this.#showError("Enter the access token.");
      this.#token.focus();
      return;
    }
    this.#button.disabled = true;
    try {
      await this.#context.api.signIn(token);
      this.#onSignedIn();
    } catch (error) {
      this.#showError(isUnauthorized(error) ? "That token is not valid." : `${messageOf(error)}.`);
      this.#button.disabled = false;
      this.#token.select();
    }
  }

  #showError(message: string): void {
    this.#error.textContent = message;
    if (message === "") this.#token.removeAttribute("aria-invalid");
    else this.#token.setAttribute("aria-invalid", "true");
  }
}
