import type { Disposable } from "../disposables";
import { encodeStdin } from "./frames";

const CHUNK = 32 * 1024;
const HIGH_WATER = 256 * 1024;
const RETRY_MS = 15;

export interface InputSink {
  readonly bufferedAmount: number;
  send(frame: Uint8Array<ArrayBuffer>): void;
}

/**
 * What a person typed or pasted, on its way out: in order, in frames of at most 32 KiB, and never faster than the
 * socket takes it. A browser says nothing when a socket has drained, so the queue looks again after a moment.
 */
export class InputQueue implements Disposable {
  readonly #sink: InputSink;
  #chunks: Uint8Array[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(sink: InputSink) {
    this.#sink = sink;
  }

  write(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += CHUNK) {
      this.#chunks.push(bytes.subarray(start, start + CHUNK));
    }
    if (this.#timer === undefined) this.#send();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#chunks = [];
  }

  #send(): void {
    this.#timer = undefined;
    let sent = 0;
    for (const chunk of this.#chunks) {
      if (this.#sink.bufferedAmount >= HIGH_WATER) break;
      this.#sink.send(encodeStdin(chunk));
      sent++;
    }
    this.#chunks.splice(0, sent);
    if (this.#chunks.length > 0) this.#timer = setTimeout(() => this.#send(), RETRY_MS);
  }
}

const utf8 = new TextEncoder();

export function textInput(text: string): Uint8Array {
  return utf8.encode(text);
}

/** xterm.js hands over old mouse reports as a string with one byte per character. */
export function binaryInput(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
