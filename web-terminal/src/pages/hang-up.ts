import { type Api, messageOf } from "../api";
import type { Disposable } from "../disposables";
import { ask } from "../ui/dialog";

export interface HangUpListener {
  asked(): void;
  ticked(): void;
  failed(message: string): void;
}

/** Asks, then ends a session by the hang-up ladder and tells for how long that has been going on. */
export class HangUp implements Disposable {
  readonly #api: Api;
  readonly #listener: HangUpListener;
  #since: number | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(api: Api, listener: HangUpListener) {
    this.#api = api;
    this.#listener = listener;
  }

  /** Since the ladder has begun; null where nobody asked for the end. */
  get seconds(): number | null {
    return this.#since === null ? null : Math.round((Date.now() - this.#since) / 1000);
  }

  async ask(session: string, instance: string): Promise<void> {
    const agreed = await ask({
      title: `End the session in ${instance}?`,
      text: "What runs in it gets HUP; then TERM and KILL, if it stays.",
      action: "End session",
    });
    this.#listener.asked();
    if (agreed) await this.#begin(session);
  }

  /** The session has ended, or is another one now. */
  stop(): void {
    clearInterval(this.#timer);
    this.#since = null;
  }

  dispose(): void {
    this.stop();
  }

  async #begin(session: string): Promise<void> {
    try {
      await this.#api.end(session);
    } catch (error) {
      this.#listener.failed(messageOf(error));
      return;
    }
    this.stop();
    this.#since = Date.now();
    this.#timer = setInterval(() => this.#listener.ticked(), 1000);
    this.#listener.ticked();
  }
}
