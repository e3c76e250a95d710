import { encodeStdin } from "./frames";

const CHUNK = 32 * 1024;
const WINDOW = 256 * 1024;
const AWAY = 64 * 1024;
const LARGE = 64 * 1024;

export interface InputSink {
  send(frame: Uint8Array<ArrayBuffer>): void;
}

/** How much of a large input, such as a paste, the program has been given. */
export interface InputProgress {
  done: number;
  total: number;
}

/**
 * What a person typed or pasted, on its way out: in order, in frames of at most 32 KiB, at most 256 KiB ahead of what the
 * program was given, and over any number of connections. What the gateway has not said to have taken is kept, and sent
 * again to the next connection. Without one, no more than 64 KiB is taken on, and the rest visibly refused.
 */
export class InputQueue {
  /** Names this input to the gateway. */
  readonly id = randomId();
  readonly #progress: (progress: InputProgress | null) => void;
  #chunks: Uint8Array[] = [];
  #sink: InputSink | undefined;
  #sentChunks = 0;
  #written = 0;
  #sent = 0;
  #end = 0;
  #limit = AWAY;
  #shift = 0;
  #burst: number | undefined;

  constructor(progress: (progress: InputProgress | null) => void = () => {}) {
    this.#progress = progress;
  }

  /** How many bytes have been sent that the program has not been given yet. */
  get unread(): number {
    return this.#sent - this.#written;
  }

  /** Whether it was taken. */
  write(bytes: Uint8Array): boolean {
    if (this.#sink === undefined && this.#end + bytes.length > this.#limit) return false;
    for (let start = 0; start < bytes.length; ) {
      const end = characterEnd(bytes, start, Math.min(start + CHUNK, bytes.length));
      this.#chunks.push(bytes.subarray(start, end));
      start = end;
    }
    this.#end += bytes.length;
    if (this.#burst === undefined && this.#end - this.#written > LARGE) this.#burst = this.#written;
    this.#send();
    this.#report();
    return true;
  }

  /** Goes on over a connection, after what the gateway has taken so far. */
  open(sink: InputSink, taken: number): void {
    this.#sink = sink;
    this.#shift = Math.max(0, this.#written - taken);
    this.#forget(taken + this.#shift);
    this.#sent = this.#written;
    this.#sentChunks = 0;
    this.#send();
    this.#report();
  }

  /** The connection is gone. */
  shut(): void {
    if (this.#sink === undefined) return;
    this.#sink = undefined;
    this.#limit = this.#end + AWAY;
  }

  /** The program has been given so much in all. */
  acknowledge(bytes: number): void {
    this.#forget(Math.min(bytes + this.#shift, this.#sent));
    this.#send();
    this.#report();
  }

  /** Drops what was not sent yet, and gives its size. */
  cancel(): number {
    const dropped = this.#end - this.#sent;
    this.#chunks.length = this.#sentChunks;
    this.#end = this.#sent;
    this.#report();
    return dropped;
  }

  /** Nothing of it may be sent any more. */
  abandon(): void {
    this.#chunks = [];
    this.#sentChunks = 0;
    this.#written = this.#end;
    this.#sent = this.#end;
    this.#report();
  }

  #forget(upTo: number): void {
    let first = this.#chunks[0];
    while (first !== undefined && this.#written + first.length <= upTo) {
      this.#written += first.length;
      this.#chunks.shift();
      this.#sentChunks = Math.max(0, this.#sentChunks - 1);
      first = this.#chunks[0];
    }
  }

  #send(): void {
    if (this.#sink === undefined) return;
    let chunk = this.#chunks[this.#sentChunks];
    while (chunk !== undefined && this.#sent - this.#written < WINDOW) {
      this.#sink.send(encodeStdin(chunk));
      this.#sent += chunk.length;
      this.#sentChunks++;
      chunk = this.#chunks[this.#sentChunks];
    }
  }

  #report(): void {
    if (this.#burst === undefined) return;
    const done = this.#written - this.#burst;
    const total = this.#end - this.#burst;
    if (done < total) {
      this.#progress({ done, total });
    } else {
      this.#burst = undefined;
      this.#progress(null);
    }
  }
}

/** Never in the middle of a character, so that what is sent can end here. */
function characterEnd(bytes: Uint8Array, start: number, limit: number): number {
  if (limit === bytes.length) return limit;
  for (let end = limit; end > Math.max(start, limit - 4); end--) {
    if (((bytes[end] ?? 0) & 0xc0) !== 0x80) return end;
  }
  return limit;
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const utf8 = new TextEncoder();

export function textInput(text: string): Uint8Array {
  return utf8.encode(text);
}

/** xterm.js hands over old mouse reports as a string with one byte per character. */
export function binaryInput(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
