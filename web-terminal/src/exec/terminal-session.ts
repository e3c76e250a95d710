import { type Api, attachPath, isUnauthorized, messageOf, Problem, type Target } from "../api";
import type { Disposable } from "../disposables";
import { type Closed, ExecConnection, type OpenSocket } from "./connection";
import type { ControlFrame, Exit } from "./frames";
import type { LaunchRequest } from "./launch";
import { Output, type Screen } from "./output";
import { type Size, SizeReporter } from "./size";

export type SessionState =
  | { kind: "connecting" }
  | { kind: "connected"; draining: boolean }
  | { kind: "ended"; exit: Exit }
  | { kind: "lost"; message: string; code?: string | null }
  | { kind: "failed"; message: string; code?: string | null }
  | { kind: "signed-out" };

export interface SessionScreen extends Screen {
  readonly size: Size;
  resize(size: Size): void;
}

export interface SessionListener {
  started(id: string): void;
  changed(state: SessionState): void;
  attachments?(writers: number, observers: number): void;
}

export interface SessionOptions {
  api: Api;
  target: Target;
  /** What to start, asked at each start. */
  launch: () => LaunchRequest;
  screen: SessionScreen;
  listener: SessionListener;
  origin: string;
  openSocket?: OpenSocket;
}

/**
 * A shell in one instance on one screen, through its whole life:
 *
 *     connecting ──► connected ──► ended ──► (start) connecting
 *         │              └───────► lost ───► (reconnect) connecting, from the next unseen byte
 *         └──────────────────────► failed ─► (start) connecting
 */
export class TerminalSession implements Disposable {
  readonly #options: SessionOptions;
  readonly #sizes = new SizeReporter(({ cols, rows }) => this.#connection?.resize(cols, rows));
  #output: Output;
  #connection: ExecConnection | undefined;
  #id: string | undefined;
  #exit: Exit | undefined;
  #disposed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#output = new Output(options.screen);
  }

  async start(): Promise<void> {
    const { api, target, launch, screen, listener } = this.#options;
    this.#change({ kind: "connecting" });
    try {
      const { id } = await api.startSession(target, {
        ...launch(),
        interactive: true,
        ...screen.size,
      });
      if (this.#disposed) return;
      this.#output = new Output(screen);
      listener.started(id);
      this.#attach(id, { replay: false });
    } catch (error) {
      this.#fail(error, "failed");
    }
  }

  /** Attaches to a session that was started before this page was loaded. */
  resume(id: string): void {
    this.#change({ kind: "connecting" });
    this.#attach(id, { replay: true });
  }

  async reconnect(): Promise<void> {
    const id = this.#id;
    if (id === undefined) return this.start();
    this.#change({ kind: "connecting" });
    try {
      // A browser hides why a WebSocket handshake was refused, so a login that ran out is looked for first.
      const signedIn = await this.#options.api.isSignedIn();
      if (this.#disposed) return;
      if (signedIn) this.#attach(id, { replay: false, since: this.#output.offset });
      else this.#change({ kind: "signed-out" });
    } catch (error) {
      this.#fail(error, "lost");
    }
  }

  /** The absolute offset of the next output byte. */
  get offset(): number {
    return this.#output.offset;
  }

  send(input: Uint8Array): void {
    this.#connection?.send(input);
  }

  resized(size: Size): void {
    this.#sizes.report(size);
  }

  dispose(): void {
    this.#disposed = true;
    this.#sizes.dispose();
    this.#connection?.dispose();
  }

  #attach(id: string, from: { replay: boolean; since?: number }): void {
    this.#id = id;
    this.#exit = undefined;
    this.#connection?.dispose();
    this.#connection = new ExecConnection(
      this.#attachUrl(id, from.since),
      {
        control: (frame) => this.#control(frame, from.replay),
        output: (payload, parsed) => this.#output.write(payload, parsed),
        closed: (closed) => this.#closed(closed),
      },
      this.#options.openSocket,
    );
  }

  #attachUrl(id: string, since: number | undefined): string {
    const query = new URLSearchParams({ mode: "writer" });
    if (since !== undefined) query.set("since", String(since));
    return `${this.#options.origin.replace(/^http/, "ws")}${attachPath(id)}?${query}`;
  }

  #control(frame: ControlFrame, replay: boolean): void {
    switch (frame.type) {
      case "attached":
        this.#output.attached(frame, replay);
        this.#sizes.learn(frame);
        this.#sizes.reportNow(this.#options.screen.size);
        this.#change({ kind: "connected", draining: false });
        break;
      case "gap":
        this.#output.gap(frame.from, frame.to);
        break;
      case "size":
        this.#sizes.learn(frame);
        this.#options.screen.resize(frame);
        break;
      case "attachments":
        this.#options.listener.attachments?.(frame.writers, frame.observers);
        break;
      case "draining":
        this.#change({ kind: "connected", draining: true });
        break;
      case "exit":
        this.#exit = frame;
        break;
    }
  }

  #closed(closed: Closed): void {
    if (this.#exit !== undefined) {
      this.#change({ kind: "ended", exit: this.#exit });
    } else if (closed.kind === "lost") {
      this.#change({ kind: "lost", message: "Connection lost" });
    } else if (closed.kind === "refused") {
      this.#change(refusal(closed.status, closed.detail));
    }
  }

  #fail(error: unknown, kind: "failed" | "lost"): void {
    if (this.#disposed) return;
    const code = error instanceof Problem ? error.code : null;
    const signedOut = isUnauthorized(error);
    this.#change(signedOut ? { kind: "signed-out" } : { kind, message: messageOf(error), code });
  }

  #change(state: SessionState): void {
    this.#options.listener.changed(state);
  }
}

function refusal(status: number, detail: string): SessionState {
  switch (status) {
    case 401:
      return { kind: "signed-out" };
    case 403:
    case 404:
    case 410:
      return { kind: "failed", message: detail || "This session is no longer kept" };
    default:
      return { kind: "lost", message: detail || `The gateway closed the connection (${status})` };
  }
}
