import { type Disposable, Disposables } from "./disposables";

/** Does something again and again while the page is visible: at once when it becomes so, and never twice at a time. */
export class Poll implements Disposable {
  readonly #disposables = new Disposables();
  readonly #intervalMs: number;
  readonly #task: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #disposed = false;

  constructor(intervalMs: number, task: () => Promise<void>) {
    this.#intervalMs = intervalMs;
    this.#task = task;
    this.#disposables.listen(document, "visibilitychange", () => void this.now());
  }

  async now(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#running || this.#disposed || document.visibilityState === "hidden") return;
    this.#running = true;
    try {
      await this.#task();
    } finally {
      this.#running = false;
      if (!this.#disposed) this.#timer = setTimeout(() => void this.now(), this.#intervalMs);
    }
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#disposables.dispose();
  }
}
