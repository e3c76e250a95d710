import { isRecord, keep, recall } from "./storage";

const KEY = "seen";
const LIMIT = 200;

type Offsets = Record<string, number>;

/** How far into each session's output this browser has looked, so that the list can tell what came since. */
export class Seen {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  note(session: string, offset: number): void {
    const { [session]: known = 0, ...others } = this.#offsets;
    const entries = [...Object.entries(others), [session, Math.max(known, offset)]];
    keep(this.#storage, KEY, Object.fromEntries(entries.slice(-LIMIT)));
  }

  /** Bytes that came since; null where this browser never looked. */
  missed(session: string, end: number): number | null {
    const offset = this.#offsets[session];
    return offset === undefined ? null : Math.max(0, end - offset);
  }

  get #offsets(): Offsets {
    return recall(this.#storage, KEY, isOffsets) ?? {};
  }
}

function isOffsets(value: unknown): value is Offsets {
  return isRecord(value) && Object.values(value).every((offset) => typeof offset === "number");
}
