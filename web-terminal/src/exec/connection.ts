import type { Disposable } from "../disposables";
import { FlowControl } from "./flow-control";
import {
  type ClientControl,
  type ControlFrame,
  decodeFrame,
  encodeControl,
  SUB_PROTOCOL,
} from "./frames";
import { InputQueue } from "./input";

export type Closed =
  | { kind: "ended" }
  | { kind: "refused"; status: number; detail: string }
  | { kind: "lost"; code: number };

export interface ConnectionListener {
  control(frame: ControlFrame): void;
  /** `parsed` is called once the terminal has parsed the payload; it is what the gateway is told. */
  output(payload: Uint8Array, parsed: () => void): void;
  closed(closed: Closed): void;
}

export type OpenSocket = (url: string, protocol: string) => WebSocket;

const OPEN = 1;
const NORMAL = 1000;

/**
 * One attachment of this page to one session, over one WebSocket of the sub-protocol `exec.v1`. It reports its end
 * exactly once, and nothing after `dispose()`.
 */
export class ExecConnection implements Disposable {
  readonly #socket: WebSocket;
  readonly #listener: ConnectionListener;
  readonly #flow = new FlowControl((bytes) => this.#control({ type: "ack", bytes }));
  readonly #input: InputQueue;
  #error: { code: string; detail: string } | undefined;
  #exited = false;
  #done = false;

  constructor(url: string, listener: ConnectionListener, open: OpenSocket = openSocket) {
    this.#listener = listener;
    this.#socket = open(url, SUB_PROTOCOL);
    this.#socket.binaryType = "arraybuffer";
    this.#input = new InputQueue(this.#socket);
    this.#socket.onmessage = (event) => this.#receive(event.data);
    this.#socket.onclose = (event) => this.#close(event.code, event.reason);
  }

  send(input: Uint8Array): void {
    if (this.#isOpen) this.#input.write(input);
  }

  resize(cols: number, rows: number): void {
    this.#control({ type: "resize", cols, rows });
  }

  dispose(): void {
    this.#done = true;
    this.#input.dispose();
    this.#socket.close(NORMAL);
  }

  get #isOpen(): boolean {
    return !this.#done && this.#socket.readyState === OPEN;
  }

  #control(frame: ClientControl): void {
    if (this.#isOpen) this.#socket.send(encodeControl(frame));
  }

  #receive(data: ArrayBuffer | string): void {
    if (this.#done) return;
    const frame = decodeFrame(data);
    if (frame === null) return;
    if (frame.type === "output") {
      this.#output(frame.payload);
      return;
    }
    if (frame.type === "exit") this.#exited = true;
    if (frame.type === "error") this.#error = frame;
    this.#listener.control(frame);
  }

  #output(payload: Uint8Array): void {
    this.#flow.received(payload.length);
    this.#listener.output(payload, () => this.#flow.parsed(payload.length));
  }

  #close(code: number, reason: string): void {
    if (this.#done) return;
    this.#done = true;
    this.#input.dispose();
    this.#listener.closed(this.#ending(code, reason));
  }

  #ending(code: number, reason: string): Closed {
    if (this.#exited) return { kind: "ended" };
    if (code >= 4400 && code < 4600) {
      return { kind: "refused", status: code - 4000, detail: this.#error?.detail ?? reason };
    }
    return { kind: "lost", code };
  }
}

function openSocket(url: string, protocol: string): WebSocket {
  return new WebSocket(url, protocol);
}
