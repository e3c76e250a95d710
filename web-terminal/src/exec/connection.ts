import type { Disposable } from "../disposables";
import { FlowControl } from "./flow-control";
import {
  type ClientControl,
  type ControlFrame,
  decodeFrame,
  encodeControl,
  SUB_PROTOCOL,
} from "./frames";
import { Heartbeat } from "./heartbeat";
import type { InputSink } from "./input";

export type Closed =
  | { kind: "ended" }
  | { kind: "refused"; status: number; detail: string }
  | { kind: "lost" };

export interface ConnectionListener {
  control(frame: ControlFrame): void;
  /** `parsed` is called once the terminal has parsed the payload; it is what the gateway is told. */
  output(payload: Uint8Array, parsed: () => void, channel: "stdout" | "stderr"): void;
  roundTrip(ms: number): void;
  closed(closed: Closed): void;
}

export type OpenSocket = (url: string, protocols: string[]) => WebSocket;

const OPEN = 1;
const NORMAL = 1000;
const CONNECT_MS = 10_000;

/**
 * One attachment to one session, over one WebSocket of the sub-protocol `exec.v1`. It reports its end exactly once, and
 * nothing after `dispose()`. A socket that does not open or falls silent is lost like one that closes.
 */
export class ExecConnection implements Disposable, InputSink {
  readonly #socket: WebSocket;
  readonly #listener: ConnectionListener;
  readonly #flow = new FlowControl((bytes) => this.control({ type: "ack", bytes }));
  readonly #heartbeat: Heartbeat;
  readonly #opening: ReturnType<typeof setTimeout>;
  #error: { code: string; detail: string } | undefined;
  #attached = false;
  #exited = false;
  #done = false;

  constructor(
    url: string,
    listener: ConnectionListener,
    open: OpenSocket = openSocket,
    protocols: readonly string[] = [],
  ) {
    this.#listener = listener;
    this.#socket = open(url, [SUB_PROTOCOL, ...protocols]);
    this.#socket.binaryType = "arraybuffer";
    this.#heartbeat = new Heartbeat({
      ping: (id) => this.control({ type: "ping", id }),
      roundTrip: (ms) => listener.roundTrip(ms),
      silent: () => this.#lose(),
    });
    this.#opening = setTimeout(() => this.#lose(), CONNECT_MS);
    this.#socket.onmessage = (event) => this.#receive(event.data);
    this.#socket.onclose = (event) => this.#close(event.code, event.reason);
  }

  /** Whether the gateway has let this client in. */
  get isAttached(): boolean {
    return this.#attached && !this.#done;
  }

  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.#isOpen) this.#socket.send(frame);
  }

  control(frame: ClientControl): void {
    if (this.#isOpen) this.#socket.send(encodeControl(frame));
  }

  /** Finds out at once whether the gateway is still there. */
  check(): void {
    if (this.isAttached) this.#heartbeat.check();
  }

  dispose(): void {
    this.#end();
    this.#socket.close(NORMAL);
  }

  get #isOpen(): boolean {
    return !this.#done && this.#socket.readyState === OPEN;
  }

  #receive(data: ArrayBuffer | string): void {
    if (this.#done) return;
    this.#heartbeat.heard();
    const frame = decodeFrame(data);
    if (frame === null) return;
    switch (frame.type) {
      case "output":
        this.#output(frame.payload, frame.channel);
        return;
      case "attached":
        this.#attached = true;
        clearTimeout(this.#opening);
        this.#heartbeat.start();
        break;
      case "pong":
        this.#heartbeat.pong(frame.id);
        break;
      case "exit":
        this.#exited = true;
        break;
      case "error":
        this.#error = frame;
        break;
    }
    this.#listener.control(frame);
  }

  #output(payload: Uint8Array, channel: "stdout" | "stderr"): void {
    this.#flow.received(payload.length);
    this.#listener.output(payload, () => this.#flow.parsed(payload.length), channel);
  }

  #lose(): void {
    if (this.#done) return;
    this.dispose();
    this.#listener.closed(this.#exited ? { kind: "ended" } : { kind: "lost" });
  }

  #close(code: number, reason: string): void {
    if (this.#done) return;
    this.#end();
    this.#listener.closed(this.#ending(code, reason));
  }

  #end(): void {
    this.#done = true;
    clearTimeout(this.#opening);
    this.#heartbeat.dispose();
  }

  #ending(code: number, reason: string): Closed {
    if (this.#exited) return { kind: "ended" };
    if (code >= 4400 && code < 4600) {
      return { kind: "refused", status: code - 4000, detail: this.#error?.detail ?? reason };
    }
    return { kind: "lost" };
  }
}

function openSocket(url: string, protocols: string[]): WebSocket {
  return new WebSocket(url, protocols);
}
