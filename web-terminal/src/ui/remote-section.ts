import { type Api, type Instance, isUnauthorized, messageOf, type Remote } from "../api";
import { type Disposable, Disposables } from "../disposables";
import { keep, recall } from "../storage";
import { el } from "./element";
import { keepFocus } from "./focus";
import { type InstanceRowListener, instanceRow, matches, skeletonRow } from "./instance-row";

const FIRST_ROWS = 3;
const rowsKey = (remote: string): string => `rows:${remote}`;

export interface RemoteSectionOptions {
  api: Api;
  remote: Remote;
  /** What this remote answered the last time, shown until it answers again. */
  remembered: Instance[] | undefined;
  rows: InstanceRowListener;
  onLoaded(instances: Instance[]): void;
  onSignedOut(): void;
}

/** The instances of one remote, or why they can't be listed; no other remote waits for it. */
export class RemoteSection implements Disposable {
  readonly element: HTMLElement;
  readonly #options: RemoteSectionOptions;
  readonly #disposables = new Disposables();
  readonly #list = el("ul", { class: "rows" });
  #instances: Instance[] | undefined;
  #filter = "";
  #disposed = false;

  constructor(options: RemoteSectionOptions) {
    this.#options = options;
    const { remote } = options;
    const id = `remote-${remote.name}`;
    const heading = el("h2", { id }, remote.name);
    const about = el("p", { class: "dim" }, serverWords(remote));
    this.element = el(
      "section",
      { class: "remote", "aria-labelledby": id },
      el("div", { class: "remote-head" }, heading, about),
      this.#list,
    );
    this.#instances = options.remembered;
    if (this.#instances) this.#paint();
    else this.#list.replaceChildren(...Array.from({ length: this.#expectedRows }, skeletonRow));
  }

  get isLoaded(): boolean {
    return this.#instances !== undefined;
  }

  /** As many as the last time, so that what is below does not move when they come. */
  get #expectedRows(): number {
    const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
    const rows = recall(localStorage, rowsKey(this.#options.remote.name), isCount) ?? FIRST_ROWS;
    return Math.min(Math.max(rows, 1), 100);
  }

  async load(): Promise<void> {
    this.element.setAttribute("aria-busy", "true");
    try {
      this.#show(await this.#options.api.instances(this.#options.remote.name));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.element.removeAttribute("aria-busy");
    }
  }

  filter(text: string): void {
    this.#filter = text;
    if (this.#instances) this.#paint();
  }

  dispose(): void {
    this.#disposed = true;
    this.#disposables.dispose();
  }

  #show(instances: Instance[]): void {
    if (this.#disposed) return;
    const changed = JSON.stringify(instances) !== JSON.stringify(this.#instances);
    this.#instances = instances;
    if (changed) this.#paint();
    keep(localStorage, rowsKey(this.#options.remote.name), instances.length);
    this.#options.onLoaded(instances);
  }

  #paint(): void {
    const all = this.#instances ?? [];
    const shown = all.filter((instance) => matches(instance, this.#filter));
    this.element.hidden = this.#filter !== "" && shown.length === 0;
    const rows = shown.map((instance, index) =>
      instanceRow(instance, `about-${this.#options.remote.name}-${index}`, this.#options.rows),
    );
    const empty = el("li", { class: "row-message" }, "No instances here that you may enter.");
    keepFocus(this.#list, () => this.#list.replaceChildren(...(all.length === 0 ? [empty] : rows)));
  }

  #fail(error: unknown): void {
    if (this.#disposed) return;
    if (isUnauthorized(error)) {
      this.#options.onSignedOut();
      return;
    }
    this.#instances = undefined;
    const retry = el("button", { type: "button", class: "quiet" }, "Try again");
    retry.addEventListener("click", () => void this.load(), { once: true });
    const message = el("span", {}, messageOf(error));
    this.#list.replaceChildren(
      el("li", { class: "row-message bad", role: "alert" }, message, retry),
    );
  }
}

function serverWords({ server, version, default: isDefault }: Remote): string {
  const product = server === null ? "" : server === "incus" ? "Incus" : server.toUpperCase();
  const words = [product, version].filter(Boolean).join(" ");
  return [words, isDefault ? "default" : ""].filter(Boolean).join(" · ");
}
