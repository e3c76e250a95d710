import { type Disposable, Disposables } from "./disposables";

/**
 * Does something again and again while the page is visible: at once when it becomes so, and never twice at a time. What is
 * asked for meanwhile is done right after.
 */
export class Poll implements Disposable {
  readonly #disposables = new Disposables();
  readonly #intervalMs: number;
  readonly #task: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #again = false;
  #disposed = false;

  constructor(intervalMs: number, task: () => Promise<void>) {
    this.#intervalMs = intervalMs;
    this.#task = task;
    this.#disposables.listen(document, "visibilitychange", () => void this.now());
  }

  async now(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#disposed || document.visibilityState === "hidden") return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      await this.#task();
    } finally {
      this.#running = false;
      const wait = this.#again ? 0 : this.#intervalMs;
      this.#again = false;
      if (!this.#disposed) this.#timer = setTimeout(() => void this.now(), wait);
    }
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }
}
