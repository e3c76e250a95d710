import { isUnauthorized, type LoginWays, messageOf } from "../api";
import { Disposables } from "../disposables";
import { rememberPlace } from "../sign-in";
import { el } from "../ui/element";
import { Header, wordmark } from "../ui/header";
import type { Context, Page } from "./page";

/** Asks for the access token, hands it to the gateway once and keeps it nowhere; or leads to a provider that signs in. */
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
  readonly #providers = el("div", { class: "providers" });
  readonly #byToken: HTMLElement[];

  /** @param notice why one is here, if there is more to say than that one must sign in */
  constructor(context: Context, notice: string, onSignedIn: () => void) {
    this.#context = context;
    this.#onSignedIn = onSignedIn;
    const header = this.#disposables.add(new Header(context.scheme, { start: wordmark() }));
    const label = el("label", { for: "token" }, "Access token");
    this.#byToken = [label, this.#token, this.#error, this.#button];
    const form = el(
      "form",
      { class: "card", novalidate: true },
      el("h1", {}, "Sign in"),
      el("p", { class: "dim" }, "Terminals for LXD and Incus instances."),
      notice === "" ? null : el("p", { class: "notice", role: "status" }, notice),
      this.#providers,
      ...this.#byToken,
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
    void this.#offerProviders();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #offerProviders(): Promise<void> {
    try {
      this.#offer(await this.#context.api.loginWays());
    } catch {
      // a token is a way in that needs no list
    }
  }

  #offer({ providers, token }: LoginWays): void {
    this.#providers.replaceChildren(...providers.map((provider) => this.#providerButton(provider)));
    for (const part of this.#byToken) part.hidden = !token;
    if (!token) this.#providers.querySelector("button")?.focus();
  }

  #providerButton({ name, url }: LoginWays["providers"][number]): HTMLElement {
    const button = el("button", { type: "button", class: "primary" }, `Sign in with ${name}`);
    this.#disposables.listen(button, "click", () => {
      rememberPlace(sessionStorage, location.hash);
      location.assign(url);
    });
    return button;
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
