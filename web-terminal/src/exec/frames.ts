export const SUB_PROTOCOL = "exec.v1";

export const CHANNEL = { stdin: 0, stdout: 1, stderr: 2 } as const;

export type ExitReason =
  | "exited"
  | "signal"
  | "killed-by-timeout"
  | "hung-up"
  | "gateway-drain"
  | "instance-stopped"
  | "lxd-lost"
  | "start-failed";

export interface Exit {
  exitCode: number | null;
  signal: string | null;
  reason: ExitReason;
  tail: "complete" | "cut" | "unverified";
  detail?: string | null;
  bytes?: { stdout: number; stderr: number };
}

export type Mode = "writer" | "observer";

/** One of those who are attached. */
export interface Attendee {
  id: string;
  caller: string;
  mode: Mode;
  since: string;
}

export interface Attachments {
  writers: number;
  observers: number;
  clients?: readonly Attendee[];
}

export interface AttachedSession {
  id?: string;
  owner?: string;
  attachments?: Attachments;
  /** What is kept of its output, in absolute offsets. */
  output?: { start: number; end: number };
}

export type ControlFrame =
  | {
      type: "attached";
      session: AttachedSession;
      /** The name of this attachment in its session. */
      attachment?: string;
      mode: Mode;
      offset: number;
      /** How many bytes the gateway has taken of this client's input. */
      input?: number;
      cols: number;
      rows: number;
    }
  | { type: "gap"; from: number; to: number }
  | { type: "size"; cols: number; rows: number }
  | ({ type: "attachments" } & Attachments)
  | { type: "mode"; mode: Mode; by: string }
  | { type: "input"; bytes: number }
  | { type: "draining"; deadline: string }
  | ({ type: "exit" } & Exit)
  | { type: "error"; code: string; detail: string }
  | { type: "pong"; id: number };

export type Frame =
  | ControlFrame
  | { type: "output"; channel: "stdout" | "stderr"; payload: Uint8Array };

export type ClientControl =
  | { type: "ack"; bytes: number }
  | { type: "resize"; cols: number; rows: number }
  | { type: "signal"; signal: string }
  | { type: "eof" }
  | { type: "redraw" }
  | { type: "mode"; attachment: string; mode: Mode }
  | { type: "ping"; id: number };

const CONTROL_TYPES: ReadonlySet<string> = new Set<ControlFrame["type"]>([
  "attached",
  "gap",
  "size",
  "attachments",
  "mode",
  "input",
  "draining",
  "exit",
  "error",
  "pong",
]);

/** One frame of the gateway; `null` for a kind that this page does not know, which a newer gateway may send. */
export function decodeFrame(data: ArrayBuffer | string): Frame | null {
  return typeof data === "string" ? decodeControl(data) : decodeOutput(new Uint8Array(data));
}

export function encodeControl(frame: ClientControl): string {
  return JSON.stringify(frame);
}

export function encodeStdin(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(payload.length + 1);
  frame[0] = CHANNEL.stdin;
  frame.set(payload, 1);
  return frame;
}

function decodeOutput(bytes: Uint8Array): Frame | null {
  const payload = bytes.subarray(1);
  switch (bytes[0]) {
    case CHANNEL.stdout:
      return { type: "output", channel: "stdout", payload };
    case CHANNEL.stderr:
      return { type: "output", channel: "stderr", payload };
    default:
      return null;
  }
}

function decodeControl(text: string): Frame | null {
  const frame: unknown = JSON.parse(text);
  return isControlFrame(frame) ? frame : null;
}

function isControlFrame(frame: unknown): frame is ControlFrame {
  return (
    typeof frame === "object" &&
    frame !== null &&
    "type" in frame &&
    typeof frame.type === "string" &&
    CONTROL_TYPES.has(frame.type)
  );
}
