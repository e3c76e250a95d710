import { type Disposable, Disposables } from "../disposables";
import type { Find } from "../terminal/find";
import type { TerminalView } from "../terminal/terminal-view";
import type { ColorScheme } from "../ui/color-scheme";
import { FindBar } from "../ui/find-bar";
import { loadDialogs } from "../ui/load-dialogs";

/** Search in a terminal, loaded when it is first asked for. */
export class Finding implements Disposable {
  readonly bar: FindBar;
  readonly #disposables = new Disposables();
  readonly #scheme: ColorScheme;
  #view: TerminalView | undefined;
  #find: Find | undefined;

  constructor(scheme: ColorScheme, closed: () => void) {
    this.#scheme = scheme;
    this.bar = this.#disposables.add(new FindBar(closed));
  }

  into(view: TerminalView): void {
    this.#view = view;
  }

  async open(): Promise<void> {
    this.bar.open(this.#view?.selection ?? "");
    if (this.#find !== undefined) return;
    const { Find } = await loadDialogs();
    if (this.#find !== undefined || this.#view === undefined) return;
    this.#find = new Find(
      this.#view.terminal,
      () => this.#scheme.current,
      (found) => this.bar.found(found),
    );
    this.#disposables.add(this.#find);
    this.bar.use(this.#find);
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
