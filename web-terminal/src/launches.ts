import type { Target } from "./api";
import { type Launch, SHELL_LAUNCH } from "./exec/launch";
import { isRecord, keep, recall } from "./storage";

/** How a person started the last session in each instance, which is how the next one starts there. */
export class Launches {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  of(target: Target): Launch {
    const kept = recall(this.#storage, keyOf(target), isRecord) ?? {};
    const fields = Object.entries(SHELL_LAUNCH).map(([name, fallback]) => {
      const value = kept[name];
      return [name, typeof value === typeof fallback ? value : fallback];
    });
    return Object.fromEntries(fields) as Launch;
  }

  remember(target: Target, launch: Launch): void {
    keep(this.#storage, keyOf(target), launch);
  }

  forget(target: Target): void {
    this.#storage.removeItem(keyOf(target));
  }
}

function keyOf({ remote, project, instance }: Target): string {
  return `launch:${[remote, project, instance].map(encodeURIComponent).join("/")}`;
}
