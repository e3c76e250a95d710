import type { Disposable } from "../disposables";
import { el } from "./element";

/** Words that may tell of a time: as they are at the moment given, in milliseconds. */
export type NoteWords = string | null | ((nowMs: number) => string);

/** A line of words. Those that tell of a time are kept up to date, without being read out each time. */
export class Note implements Disposable {
  readonly element = el("p", { class: "note" });
  #timer: ReturnType<typeof setInterval> | undefined;

  show(words: NoteWords): void {
    clearInterval(this.#timer);
    if (typeof words === "function") {
      const tell = () => this.#tell(words(Date.now()));
      this.#timer = setInterval(tell, 1000);
      tell();
    } else {
      this.#tell(words ?? "");
    }
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #tell(text: string): void {
    this.element.textContent = text;
    this.element.title = text;
  }
}
