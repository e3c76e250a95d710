const END = "\x1b[201~";

export interface PasteTarget {
  /** Whether the program has asked to be told what is pasted, and so runs none of it by itself. */
  readonly marksPastes: boolean;
  paste(text: string): void;
}

/** Pastes with care: asks before lines that a shell would run at once, and leaves nothing half open when it is stopped. */
export class Paster {
  readonly #target: PasteTarget;
  readonly #confirm: (text: string) => Promise<boolean>;
  #marked = false;

  constructor(target: PasteTarget, confirm: (text: string) => Promise<boolean>) {
    this.#target = target;
    this.#confirm = confirm;
  }

  async paste(text: string): Promise<void> {
    if (text === "") return;
    const runs = /[\r\n]/.test(text) && !this.#target.marksPastes;
    if (runs && !(await this.#confirm(text))) return;
    this.#marked = this.#target.marksPastes;
    this.#target.paste(text);
  }

  /** What the program must still get when the rest of a paste is dropped. */
  get ending(): string {
    return this.#marked ? END : "";
  }
}
