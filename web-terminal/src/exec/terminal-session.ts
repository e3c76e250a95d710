import { type Api, attachPath, isUnauthorized, messageOf, Problem, type Target } from "../api";
import type { Disposable } from "../disposables";
import { type ClientOptions, type ClientState, ExecClient, type Refusal } from "./client";
import type { Attachments, ControlFrame, Exit, Mode } from "./frames";
import type { HeldBy } from "./hold-up";
import type { InputProgress } from "./input";
import type { LaunchRequest } from "./launch";
import { Output, type Screen } from "./output";
import { type Size, SizeRule } from "./size";

export type SessionState =
  | { kind: "connecting" }
  /** `goesAt` is when the gateway goes away and the session ends, in the frame's words; `null` while it stays. */
  | { kind: "connected"; mode: Mode; goesAt: string | null }
  /** The connection is lost, and comes back by itself. */
  | { kind: "reconnecting"; tries: number }
  | { kind: "ended"; exit: Exit }
  | { kind: "failed"; message: string; code?: string | null }
  | { kind: "signed-out" };

export interface SessionScreen extends Screen {
  /** The size that there is room for. */
  readonly room: Size;
  resize(size: Size): void;
}

export interface SessionListener {
  started(id: string): void;
  changed(state: SessionState): void;
  /** Who is attached, and which of them is this page. */
  attachments?(attachments: Attachments, own: string): void;
  roundTrip?(ms: number): void;
  /** What it waits for; `null` when it goes on. */
  held?(by: HeldBy | null): void;
  /** Of a large paste; `null` when the program has all of it. */
  inputProgress?(progress: InputProgress | null): void;
  /** Nothing more can be typed until the connection is back. */
  inputRefused?(): void;
}

export interface SessionOptions extends Pick<ClientOptions, "openSocket" | "wakes" | "random"> {
  api: Api;
  target: Target;
  /** What to start, asked at each start. */
  launch: () => LaunchRequest;
  screen: SessionScreen;
  listener: SessionListener;
  origin: string;
}

/** How to come to a session that was started before this page was loaded, or by somebody else. */
export interface Invitation {
  mode?: Mode;
  /** A share ticket, which says in which mode. */
  ticket?: string;
}

/**
 * A shell in one instance on one screen, through its whole life:
 *
 *     connecting ──► connected ◄──► reconnecting
 *         │              ├──────► ended ────► (start) connecting
 *         └──────────────┴──────► failed ───► (start) connecting
 */
export class TerminalSession implements Disposable {
  readonly #options: SessionOptions;
  readonly #sizes: SizeRule;
  #output: Output;
  #client: ExecClient | undefined;
  #fresh = false;
  #replaying = false;
  #own = "";
  #disposed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#sizes = new SizeRule(options.screen.room, {
      send: ({ cols, rows }) => this.#client?.resize(cols, rows),
      show: (size) => this.#show(size),
    });
    this.#output = this.#newOutput();
  }

  async start(): Promise<void> {
    const { api, target, launch, screen, listener } = this.#options;
    this.#change({ kind: "connecting" });
    try {
      const { id } = await api.startSession(target, {
        ...launch(),
        interactive: true,
        ...screen.room,
      });
      if (this.#disposed) return;
      listener.started(id);
      this.#attach(id, {}, true);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Attaches to a session that was started before. */
  resume(id: string, invitation: Invitation = {}): void {
    this.#attach(id, invitation, false);
  }

  /** Does not wait any longer for the next try. */
  reconnect(): void {
    this.#client?.wake();
  }

  /** The absolute offset of the next output byte. */
  get offset(): number {
    return this.#client?.offset ?? 0;
  }

  send(input: Uint8Array): void {
    this.#sizes.typed();
    if (this.#client?.send(input) === false) this.#options.listener.inputRefused?.();
  }

  /** Drops what is left of a large paste. */
  cancelInput(): number {
    return this.#client?.cancelInput() ?? 0;
  }

  signal(name: string): void {
    this.#client?.signal(name);
  }

  end(): void {
    this.#client?.end();
  }

  /** Hands the keyboard over to an attachment, or takes it back from there. */
  setMode(attachment: string, mode: Mode): void {
    this.#client?.setMode(attachment, mode);
  }

  resized(size: Size): void {
    this.#sizes.fits(size);
  }

  dispose(): void {
    this.#disposed = true;
    this.#sizes.dispose();
    this.#client?.dispose();
  }

  #newOutput(): Output {
    const { screen } = this.#options;
    return new Output(
      {
        write: (bytes, parsed) => screen.write(bytes, parsed),
        gap: (bytes) => screen.gap(bytes),
        mute: (muted) => {
          this.#replaying = muted;
          this.#mute();
        },
        get isFullScreen() {
          return screen.isFullScreen;
        },
      },
      () => this.#client?.redraw(),
    );
  }

  #show(size: Size): void {
    this.#options.screen.resize(size);
    this.#mute();
  }

  /** Of several terminals on one session, the one whose size it has answers. */
  #mute(): void {
    this.#options.screen.mute(this.#replaying || !this.#sizes.isMine);
  }

  #attach(id: string, { mode, ticket }: Invitation, fresh: boolean): void {
    const { openSocket, wakes, random, listener, origin } = this.#options;
    this.#client?.dispose();
    this.#output = this.#newOutput();
    this.#fresh = fresh;
    this.#client = new ExecClient({
      url: `${origin.replace(/^http/, "ws")}${attachPath(id)}`,
      skipOnInterrupt: true,
      protocols: ticket === undefined ? [] : [`ticket.${ticket}`],
      whyRefused: () => this.#whyRefused(ticket),
      listener: {
        changed: (state) => this.#clientChanged(state),
        output: (payload, parsed) => this.#output.write(payload, parsed),
        control: (frame) => this.#control(frame),
        roundTrip: (ms) => listener.roundTrip?.(ms),
        held: (by) => listener.held?.(by),
        inputProgress: (progress) => listener.inputProgress?.(progress),
      },
      ...(mode && { mode }),
      ...(openSocket && { openSocket }),
      ...(wakes && { wakes }),
      ...(random && { random }),
    });
    this.#client.connect();
  }

  /** A browser hides why a WebSocket handshake was refused. */
  async #whyRefused(ticket: string | undefined): Promise<Refusal | null> {
    try {
      if (!(await this.#options.api.isSignedIn())) return { status: 401, detail: "Signed out" };
      return ticket === undefined ? null : { status: 403, detail: "This link is no longer good" };
    } catch {
      return null;
    }
  }

  #control(frame: ControlFrame): void {
    switch (frame.type) {
      case "attached":
        this.#own = frame.attachment ?? "";
        this.#output.attached(frame, this.#fresh);
        this.#fresh = false;
        this.#sizes.attached(frame, frame.mode === "writer");
        if (frame.session.attachments) this.#tellAttachments(frame.session.attachments);
        break;
      case "gap":
        this.#output.gap(frame.from, frame.to);
        break;
      case "size":
        this.#sizes.changed(frame);
        break;
      case "mode":
        this.#sizes.become(frame.mode === "writer");
        break;
      case "attachments":
        this.#tellAttachments(frame);
        break;
    }
  }

  #tellAttachments(attachments: Attachments): void {
    if (attachments.writers === 1) this.#sizes.alone();
    this.#options.listener.attachments?.(attachments, this.#own);
  }

  #clientChanged(state: ClientState): void {
    if (this.#disposed) return;
    if (state.kind !== "refused") this.#change(state);
    else if (state.status === 401) this.#change({ kind: "signed-out" });
    else
      this.#change({ kind: "failed", message: state.detail || "This session is no longer kept" });
  }

  #fail(error: unknown): void {
    if (this.#disposed) return;
    const code = error instanceof Problem ? error.code : null;
    if (isUnauthorized(error)) this.#change({ kind: "signed-out" });
    else this.#change({ kind: "failed", message: messageOf(error), code });
  }

  #change(state: SessionState): void {
    this.#options.listener.changed(state);
  }
}
