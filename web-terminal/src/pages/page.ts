import type { Api } from "../api";
import type { Disposable } from "../disposables";
import type { Router } from "../router";
import type { ColorScheme } from "../ui/color-scheme";

export interface Page extends Disposable {
  readonly element: HTMLElement;
  readonly title: string;
  /** Called once the element is in the document. */
  shown(): void;
}

/** What every page may use. */
export interface Context {
  api: Api;
  router: Router;
  scheme: ColorScheme;
  signOut(): void | Promise<void>;
  /** The login has run out: sign in again, then come back to the same place. */
  signInAgain(): void;
}
