import { type Disposable, Disposables } from "../disposables";

/**
 * Arrow keys walk from the search field through the links below it and back; typing anywhere goes on searching, and
 * Enter there follows the first link of those that are searched for.
 */
export class ArrowKeys implements Disposable {
  readonly #disposables = new Disposables();
  readonly #search: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #wanted: HTMLElement;

  constructor(search: HTMLInputElement, list: HTMLElement, wanted: HTMLElement) {
    this.#search = search;
    this.#list = list;
    this.#wanted = wanted;
    this.#disposables.listen<KeyboardEvent>(document, "keydown", (event) => this.#press(event));
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #press(event: KeyboardEvent): void {
    if (event.repeat && event.key === "Enter") return;
    if (document.querySelector("dialog[open]")) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const links = [...this.#list.querySelectorAll<HTMLAnchorElement>("a[href]")];
    const stop = this.#stop(event.key, links);
    if (stop === undefined) return;
    if (event.key.length > 1 || event.key === "/") event.preventDefault();
    stop.focus();
    stop.scrollIntoView({ block: "nearest" });
  }

  #stop(key: string, links: HTMLAnchorElement[]): HTMLElement | undefined {
    const searching = document.activeElement === this.#search;
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    switch (key) {
      case "ArrowDown":
        return links[Math.min(at + 1, links.length - 1)];
      case "ArrowUp":
        return at > 0 ? links[at - 1] : this.#search;
      case "Home":
        return searching ? undefined : links[0];
      case "End":
        return searching ? undefined : links.at(-1);
      case "Enter":
        if (searching) this.#wanted.querySelector<HTMLAnchorElement>("a[href]")?.click();
        return undefined;
      case "Escape":
        return searching ? undefined : this.#search;
      default:
        return key.length === 1 && key !== " " && !searching ? this.#search : undefined;
    }
  }
}
