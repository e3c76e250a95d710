import type { ControlFrame } from "./frames";

export interface Screen {
  write(bytes: Uint8Array, parsed?: () => void): void;
  /** While muted, the terminal answers none of the questions that programs ask it. */
  mute(muted: boolean): void;
  gap(bytes: number): void;
}

type Attached = Extract<ControlFrame, { type: "attached" }>;

/**
 * The output of one session as this page has seen it, over any number of attachments. It knows from which offset to
 * go on, and which part is a replay: what a program asked the terminal then was answered then, and a second answer
 * would reach the shell as typed text.
 */
export class Output {
  readonly #screen: Screen;
  #offset = 0;
  #replayEnd = 0;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  get offset(): number {
    return this.#offset;
  }

  attached(frame: Attached, replay: boolean): void {
    this.#offset = frame.offset;
    this.#replayEnd = replay ? (frame.session.output?.end ?? 0) : 0;
    this.#screen.mute(this.#offset < this.#replayEnd);
  }

  gap(from: number, to: number): void {
    this.#offset = Math.max(this.#offset, to);
    this.#screen.gap(to - from);
  }

  write(payload: Uint8Array, parsed: () => void): void {
    const replayed = this.#replayEnd - this.#offset;
    this.#offset += payload.length;
    if (replayed <= 0 || replayed > payload.length) {
      this.#screen.write(payload, parsed);
      return;
    }
    this.#screen.write(payload.subarray(0, replayed), () => this.#screen.mute(false));
    this.#screen.write(payload.subarray(replayed), parsed);
  }
}
