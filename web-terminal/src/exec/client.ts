import { type Disposable, Disposables } from "../disposables";
import { Backoff } from "./backoff";
import { type Closed, ExecConnection, type OpenSocket } from "./connection";
import type { ClientControl, ControlFrame, Exit, Mode } from "./frames";
import { type HeldBy, HoldUp } from "./hold-up";
import { type InputProgress, InputQueue } from "./input";
import { pageWakes, type WakeSource } from "./wake";

/** Why the gateway will not have this client, for good. `status` is what HTTP would answer: 401, 403, 404. */
export interface Refusal {
  status: number;
  detail: string;
}

export type ClientState =
  | { kind: "connecting" }
  /** `goesAt` is when the gateway goes away and the session ends, in the frame's words; `null` while it stays. */
  | { kind: "connected"; mode: Mode; goesAt: string | null }
  /** It comes back by itself, for as long as it takes. */
  | { kind: "reconnecting"; tries: number }
  | { kind: "ended"; exit: Exit }
  | ({ kind: "refused" } & Refusal);

export interface ClientListener {
  changed(state: ClientState): void;
  /** Call `parsed` once the payload is consumed: the gateway sends at most 256 KiB ahead of that. */
  output(payload: Uint8Array, parsed: () => void, channel: "stdout" | "stderr"): void;
  /** Every text frame of the gateway, `attached` of each connection first. */
  control?(frame: ControlFrame): void;
  roundTrip?(ms: number): void;
  /** What the session has been waiting for, for a second or two; `null` when it goes on. */
  held?(by: HeldBy | null): void;
  /** Of a large input; `null` when the program has all of it. */
  inputProgress?(progress: InputProgress | null): void;
}

export interface ClientOptions {
  /** `ws://…/api/v1/sessions/{id}/attach` */
  url: string;
  listener: ClientListener;
  mode?: Mode;
  /** Lets the gateway skip output that waits when this client interrupts the program; it is marked by a `gap` frame. */
  skipOnInterrupt?: boolean;
  /** Further sub-protocols, such as `ticket.…`. */
  protocols?: readonly string[];
  /** Asked when a connection was not let in without a word, as a browser does not say why; `null` to try again. */
  whyRefused?: () => Promise<Refusal | null>;
  openSocket?: OpenSocket;
  wakes?: WakeSource;
  random?: () => number;
}

const STABLE_MS = 1_000;
const RETRIED: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * A client of one session, which stays attached: over as many connections as it takes, without a byte of output twice or
 * left out unmarked, and without a byte of input lost. It is in a browser or anywhere else where there is a `WebSocket`.
 *
 *     connecting ──► connected ◄──► reconnecting
 *         └───────────────┴───► ended | refused
 */
export class ExecClient implements Disposable {
  readonly #options: ClientOptions;
  readonly #disposables = new Disposables();
  readonly #input: InputQueue;
  readonly #backoff: Backoff;
  readonly #holdUp: HoldUp;
  #connection: ExecConnection | undefined;
  #mode: Mode = "writer";
  #goesAt: string | null = null;
  #offset: number | undefined;
  #unparsed = 0;
  #exit: Exit | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #attachedAt = 0;
  #over = false;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.random);
    this.#input = new InputQueue((progress) => options.listener.inputProgress?.(progress));
    this.#holdUp = this.#disposables.add(
      new HoldUp({
        changed: (by) => options.listener.held?.(by),
        ask: () => this.#connection?.check(),
      }),
    );
    this.#disposables.add((options.wakes ?? pageWakes)(() => this.wake()));
  }

  /** The absolute offset of the next byte of output. */
  get offset(): number {
    return this.#offset ?? 0;
  }

  /** Attaches: to all output that is kept, or from an offset. */
  connect(since?: number): void {
    this.#offset = since;
    this.#options.listener.changed({ kind: "connecting" });
    this.#open();
  }

  /** Types, or writes to stdin. Whether it was taken: not as an observer, and not much of it without a connection. */
  send(bytes: Uint8Array): boolean {
    const taken = !this.#over && this.#mode === "writer" && this.#input.write(bytes);
    if (this.#connection?.isAttached) this.#holdUp.input(this.#input.unread);
    return taken;
  }

  /** Drops what is left of a large input, and gives its size. */
  cancelInput(): number {
    return this.#input.cancel();
  }

  resize(cols: number, rows: number): void {
    this.#asWriter({ type: "resize", cols, rows });
  }

  signal(signal: string): void {
    this.#asWriter({ type: "signal", signal });
  }

  /** Ends stdin; in a terminal types ^D. */
  end(): void {
    this.#asWriter({ type: "eof" });
  }

  /** Has a full-screen program draw its screen anew. */
  redraw(): void {
    this.#asWriter({ type: "redraw" });
  }

  /** Hands the keyboard over, or takes it back: `attachment` is one of the ids in the `attachments` frame. */
  setMode(attachment: string, mode: Mode): void {
    this.#connection?.control({ type: "mode", attachment, mode });
  }

  /** Looks at once whether the connection is alive, or can be made again. */
  wake(): void {
    if (this.#over) return;
    this.#backoff.reset();
    if (this.#connection !== undefined) this.#connection.check();
    else if (this.#retry !== undefined) this.#open();
  }

  dispose(): void {
    this.#over = true;
    clearTimeout(this.#retry);
    this.#connection?.dispose();
    this.#disposables.dispose();
  }

  #asWriter(frame: ClientControl): void {
    if (this.#mode === "writer") this.#connection?.control(frame);
  }

  #open(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const { openSocket, protocols, listener } = this.#options;
    this.#connection = new ExecConnection(
      this.#url(),
      {
        control: (frame) => this.#control(frame),
        output: (payload, parsed, channel) => {
          this.#offset = this.offset + payload.length;
          this.#waits(payload.length);
          const done = () => {
            parsed();
            this.#waits(-payload.length);
          };
          listener.output(payload, done, channel);
        },
        roundTrip: (ms) => {
          this.#holdUp.answered();
          listener.roundTrip?.(ms);
        },
        closed: (closed) => void this.#closed(closed),
      },
      openSocket,
      protocols,
    );
  }

  /** So much more output waits to be parsed, or less. */
  #waits(bytes: number): void {
    this.#unparsed += bytes;
    this.#holdUp.output(this.#unparsed);
  }

  #url(): string {
    const { url, mode, skipOnInterrupt } = this.#options;
    const query = new URLSearchParams({ input: this.#input.id });
    if (mode !== undefined) query.set("mode", mode);
    if (skipOnInterrupt) query.set("skip", "interrupt");
    if (this.#offset !== undefined) query.set("since", String(this.#offset));
    return `${url}?${query}`;
  }

  #control(frame: ControlFrame): void {
    switch (frame.type) {
      case "attached":
        this.#attached(frame);
        return;
      case "gap":
        this.#offset = frame.to;
        break;
      case "input":
        this.#input.acknowledge(frame.bytes);
        this.#holdUp.input(this.#input.unread);
        break;
      case "exit":
        this.#exit = frame;
        break;
      case "mode":
        this.#become(frame.mode);
        break;
      case "draining":
        this.#goesAt = frame.deadline;
        this.#become(this.#mode);
        break;
    }
    this.#options.listener.control?.(frame);
  }

  #attached(frame: Extract<ControlFrame, { type: "attached" }>): void {
    this.#offset = frame.offset;
    this.#attachedAt = performance.now();
    this.#tries = 0;
    this.#options.listener.control?.(frame);
    this.#goesAt = null;
    this.#become(frame.mode);
    if (frame.mode === "observer") this.#input.abandon();
    if (this.#connection) this.#input.open(this.#connection, frame.input ?? 0);
  }

  #become(mode: Mode): void {
    this.#mode = mode;
    this.#options.listener.changed({ kind: "connected", mode, goesAt: this.#goesAt });
  }

  async #closed(closed: Closed): Promise<void> {
    const letIn = this.#attachedAt > 0;
    if (letIn && performance.now() - this.#attachedAt >= STABLE_MS) this.#backoff.reset();
    this.#attachedAt = 0;
    this.#connection = undefined;
    this.#input.shut();
    this.#holdUp.reset();
    if (this.#exit !== undefined) {
      this.#finish({ kind: "ended", exit: this.#exit });
    } else if (closed.kind === "refused" && isFinal(closed.status)) {
      this.#finish({ kind: "refused", status: closed.status, detail: closed.detail });
    } else {
      this.#retryLater();
      if (!letIn && closed.kind === "lost") await this.#askWhy();
    }
  }

  async #askWhy(): Promise<void> {
    const refusal = await this.#options.whyRefused?.();
    if (refusal && !this.#over) this.#finish({ kind: "refused", ...refusal });
  }

  #retryLater(): void {
    this.#tries++;
    this.#options.listener.changed({ kind: "reconnecting", tries: this.#tries });
    this.#retry = setTimeout(() => this.#open(), this.#backoff.next());
  }

  #finish(state: ClientState): void {
    this.dispose();
    this.#options.listener.changed(state);
  }
}

function isFinal(status: number): boolean {
  return status < 500 && !RETRIED.has(status);
}
