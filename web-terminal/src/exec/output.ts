import type { ControlFrame } from "./frames";
import { SafeStart } from "./safe-start";

export interface Screen {
  write(bytes: Uint8Array, parsed?: () => void): void;
  /** While muted, the terminal answers none of the questions that programs ask it. */
  mute(muted: boolean): void;
  /** Marks that so many bytes are missing here. */
  gap(bytes: number): void;
  /** Whether a program has the whole screen, by what was parsed so far. */
  readonly isFullScreen: boolean;
}

type Attached = Extract<ControlFrame, { type: "attached" }>;

/**
 * The output of one session on one screen, over any number of attachments. It knows which part is a replay: what a
 * program asked the terminal then was answered then or never, and an answer now would reach the shell as typed text. After
 * a gap it goes on where a screen can, and has a full-screen program draw anew.
 */
export class Output {
  readonly #screen: Screen;
  readonly #redraw: () => void;
  #offset = 0;
  #replayEnd = 0;
  #start: SafeStart | undefined;
  #missing = 0;

  constructor(screen: Screen, redraw: () => void) {
    this.#screen = screen;
    this.#redraw = redraw;
  }

  /** @param fresh whether nothing of it can have been seen before, here or elsewhere */
  attached(frame: Attached, fresh: boolean): void {
    const first = this.#offset === 0;
    this.#offset = frame.offset;
    this.#replayEnd = fresh ? 0 : (frame.session.output?.end ?? 0);
    this.#screen.mute(this.#offset < this.#replayEnd);
    if (first && frame.offset > 0) this.#beginInTheMiddle(frame.offset);
  }

  gap(from: number, to: number): void {
    const known = this.#offset >= this.#replayEnd;
    this.#offset = Math.max(this.#offset, to);
    this.#beginInTheMiddle(to - from, known);
    if (!known) this.#unmuteAtReplayEnd();
  }

  write(payload: Uint8Array, parsed: () => void): void {
    const replayed = this.#replayEnd - this.#offset;
    this.#offset += payload.length;
    if (replayed <= 0 || replayed > payload.length) {
      this.#show(payload, parsed);
      return;
    }
    this.#show(payload.subarray(0, replayed), () => this.#screen.mute(false));
    this.#show(payload.subarray(replayed), parsed);
  }

  /** @param known whether the screen is as the program left it before, so that it can tell who has it */
  #beginInTheMiddle(missing: number, known = false): void {
    this.#missing += missing;
    this.#start ??= new SafeStart();
    const ask = (): void => {
      if (!known || this.#screen.isFullScreen) this.#redraw();
    };
    this.#screen.write(new Uint8Array(), ask);
  }

  #unmuteAtReplayEnd(): void {
    if (this.#offset < this.#replayEnd) return;
    this.#screen.write(new Uint8Array(), () => this.#screen.mute(false));
  }

  #show(payload: Uint8Array, parsed: () => void): void {
    const shown = this.#start === undefined ? payload : this.#begin(this.#start, payload);
    this.#screen.write(shown, parsed);
  }

  #begin(start: SafeStart, payload: Uint8Array): Uint8Array {
    const shown = start.take(payload);
    if (shown === null) return new Uint8Array();
    this.#screen.gap(this.#missing + start.skipped);
    this.#start = undefined;
    this.#missing = 0;
    return shown;
  }
}
