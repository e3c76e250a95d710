import type { Target } from "./api";
import type { Launch } from "./exec/launch";
import type { TerminalRoute } from "./router";
import { isRecord, keep, recall } from "./storage";

const KEY = "tabs";

export interface Tab {
  readonly id: string;
  readonly target: Target;
  /** The gateway's name of its session; null before it has begun. */
  readonly session: string | null;
  /** What a person called it. */
  readonly name: string | null;
  /** How its session is started, also the next time; null for as one did last in this instance. */
  readonly launch: Launch | null;
  /** Whether one only looks on at its session. */
  readonly observe?: boolean;
}

export type TabOptions = Partial<Pick<Tab, "session" | "launch" | "observe">>;

/** The open tabs in their order, each with a session of its own, and kept over a reload by the browser's tab. */
export class Tabs {
  readonly #storage: Storage;
  readonly #onChange: () => void;
  #tabs: Tab[];
  #active: string | null = null;
  #count = 0;

  constructor(storage: Storage, onChange: () => void) {
    this.#storage = storage;
    this.#onChange = onChange;
    const kept = recall(storage, KEY, isKept) ?? [];
    this.#tabs = kept
      .filter((tab) => tab.session !== null)
      .map((tab) => ({ ...tab, id: this.#id() }));
  }

  get all(): readonly Tab[] {
    return this.#tabs;
  }

  get active(): Tab | null {
    return this.#tabs.find((tab) => tab.id === this.#active) ?? null;
  }

  get(id: string): Tab | undefined {
    return this.#tabs.find((tab) => tab.id === id);
  }

  /** The tab of that session if there is one, otherwise a new one beside the active one; it becomes the active one. */
  open(target: Target, { session = null, launch = null, observe = false }: TabOptions = {}): Tab {
    const known = session === null ? undefined : this.#tabs.find((tab) => tab.session === session);
    const fresh = { id: this.#id(), target, session, name: null, launch };
    const tab = known ?? { ...fresh, ...(observe && { observe }) };
    if (known === undefined) this.#tabs.splice(this.#place, 0, tab);
    this.#active = tab.id;
    this.#changed();
    return tab;
  }

  activate(id: string): void {
    this.#active = id;
    this.#changed();
  }

  change(id: string, change: Partial<Omit<Tab, "id" | "target">>): void {
    this.#tabs = this.#tabs.map((tab) => (tab.id === id ? { ...tab, ...change } : tab));
    this.#changed();
  }

  /** Its neighbour becomes the active one, if it was. */
  close(id: string): void {
    const at = this.#tabs.findIndex((tab) => tab.id === id);
    this.#tabs = this.#tabs.filter((tab) => tab.id !== id);
    if (this.#active === id)
      this.#active = this.#tabs[Math.min(at, this.#tabs.length - 1)]?.id ?? null;
    this.#changed();
  }

  /** Puts a tab at a place among the others, as near as there is one. */
  move(id: string, place: number): void {
    const tab = this.get(id);
    if (tab === undefined) return;
    const others = this.#tabs.filter((other) => other !== tab);
    others.splice(Math.max(0, Math.min(place, others.length)), 0, tab);
    this.#tabs = others;
    this.#changed();
  }

  /** The tab so many places after the active one, round and round. */
  neighbour(by: number): Tab | null {
    const count = this.#tabs.length;
    if (count === 0) return null;
    return this.#tabs[(this.#activeAt + by + count) % count] ?? null;
  }

  get #activeAt(): number {
    return this.#tabs.findIndex((tab) => tab.id === this.#active);
  }

  get #place(): number {
    return this.#activeAt < 0 ? this.#tabs.length : this.#activeAt + 1;
  }

  #id(): string {
    return `tab-${++this.#count}`;
  }

  #changed(): void {
    keep(this.#storage, KEY, this.#tabs);
    this.#onChange();
  }
}

/** Its place in the address bar. */
export function routeOf({ target, session, observe }: Tab): TerminalRoute {
  return { page: "terminal", target, session, ...(observe && { observe }) };
}

export function forgetTabs(storage: Storage): void {
  storage.removeItem(KEY);
}

function isKept(value: unknown): value is Tab[] {
  return (
    Array.isArray(value) &&
    value.every(
      (tab) => isRecord(tab) && isRecord(tab.target) && typeof tab.session !== "undefined",
    )
  );
}
