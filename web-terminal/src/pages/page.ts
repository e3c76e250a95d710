import type { Api, Me, Target } from "../api";
import type { Command } from "../commands";
import type { Disposable } from "../disposables";
import type { Launch } from "../exec/launch";
import type { Launches } from "../launches";
import type { Router } from "../router";
import type { Seen } from "../seen";
import type { SettingsStore } from "../settings";
import type { ColorScheme } from "../ui/color-scheme";

export interface Page extends Disposable {
  readonly element: HTMLElement;
  readonly title: string;
  /** What can be done here beside what can be done everywhere. */
  readonly commands?: readonly Command[];
  /** Called once the element is in the document. */
  shown(): void;
}

/** What every page may use. */
export interface Context {
  api: Api;
  /** Who is signed in; null where nobody is. */
  readonly me: Me | null;
  router: Router;
  scheme: ColorScheme;
  settings: SettingsStore;
  launches: Launches;
  seen: Seen;
  /** Opens a terminal with a session that is started that way. */
  start(target: Target, launch: Launch): void;
  signOut(): void | Promise<void>;
  /** The login has run out: sign in again, then come back to the same place. */
  signInAgain(): void;
  openSettings(): void;
  openCommands(): void;
  /** What can be done on every page. */
  readonly commands: readonly Command[];
}
