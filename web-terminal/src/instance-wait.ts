import { type Api, messageOf, type Target } from "./api";
import type { Disposable } from "./disposables";
import { Poll } from "./poll";

const INTERVAL_MS = 2000;

export interface InstanceWaitListener {
  status(status: string): void;
  running(): void;
  gone(message: string): void;
}

/** Waits for an instance that can't be entered yet, by looking again and again while the page is visible. */
export class InstanceWait implements Disposable {
  readonly #api: Api;
  readonly #target: Target;
  readonly #listener: InstanceWaitListener;
  #poll: Poll | undefined;

  constructor(api: Api, target: Target, listener: InstanceWaitListener) {
    this.#api = api;
    this.#target = target;
    this.#listener = listener;
  }

  start(status: string): void {
    this.stop();
    this.#listener.status(status);
    this.#poll = new Poll(INTERVAL_MS, () => this.#look());
    void this.#poll.now();
  }

  stop(): void {
    this.#poll?.dispose();
    this.#poll = undefined;
  }

  dispose(): void {
    this.stop();
  }

  async #look(): Promise<void> {
    const poll = this.#poll;
    const { remote, project, instance } = this.#target;
    try {
      const instances = await this.#api.instances(remote, project);
      if (poll !== this.#poll) return;
      const found = instances.find(({ name }) => name === instance);
      if (found === undefined) this.#end(() => this.#listener.gone(`${instance} is not there`));
      else if (found.status === "Running") this.#end(() => this.#listener.running());
      else this.#listener.status(found.status.toLowerCase());
    } catch (error) {
      if (poll === this.#poll) this.#end(() => this.#listener.gone(messageOf(error)));
    }
  }

  #end(tell: () => void): void {
    this.stop();
    tell();
  }
}
