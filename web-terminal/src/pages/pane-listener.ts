/** What a terminal tells the page around it. */
export interface PaneListener {
  started(session: string): void;
  titled(title: string): void;
  /** Something happened that a person may want to see: output, a bell, a new state. */
  stirred(what: "output" | "bell" | "state"): void;
  leave(): void;
}
