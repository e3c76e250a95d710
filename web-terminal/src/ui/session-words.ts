import { exitInWords } from "../exec/exit-words";
import type { HeldBy } from "../exec/hold-up";
import type { SessionState } from "../exec/terminal-session";
import type { NoteWords } from "./note";

/** A session's state, or what comes before it: the instance does not run yet. */
export type PaneState = SessionState | { kind: "waiting"; status: string };

export interface SessionWords {
  tone: "busy" | "good" | "warning" | "bad";
  status: string;
  note: NoteWords;
  /** What Enter does now, where the session takes no input. */
  action: "Start again" | "Try now" | null;
}

export interface WordsContext {
  shell: boolean;
  /** For how long the hang-up ladder has been at work, null where nobody asked for the end. */
  endingForS: number | null;
  heldBy?: HeldBy | null;
  offline?: boolean;
}

const AS_SHELL: WordsContext = { shell: true, endingForS: null };

const WAITS: Record<HeldBy, string> = {
  browser: "Output waits for this browser to draw it",
  network: "Waiting for the network",
  program: "Input waits: LXD takes no more until the program reads",
};

export function sessionInWords(state: PaneState, context = AS_SHELL): SessionWords {
  switch (state.kind) {
    case "waiting":
      return {
        tone: "busy",
        status: `${state.status}: waiting until it runs`,
        note: null,
        action: "Try now",
      };
    case "connecting":
      return { tone: "busy", status: "Connecting…", note: null, action: null };
    case "connected":
      if (state.goesAt !== null && context.endingForS === null) return going(state.goesAt);
      if (state.mode === "observer") {
        return { tone: "good", status: "Watching", note: null, action: null };
      }
      return connected(context);
    case "ended": {
      const { tone, headline, note } = exitInWords(state.exit, context.shell);
      return { tone, status: headline, note, action: "Start again" };
    }
    case "reconnecting":
      return {
        tone: "warning",
        status: "Reconnecting…",
        note: context.offline ? "This browser is offline" : "The gateway can't be reached",
        action: null,
      };
    case "failed":
      return { tone: "bad", status: state.message, note: null, action: "Start again" };
    case "signed-out":
      return { tone: "bad", status: "Signed out", note: null, action: null };
  }
}

function connected({ endingForS, heldBy }: WordsContext): SessionWords {
  if (endingForS !== null) {
    const note = `HUP sent ${endingForS} s ago; TERM and KILL follow while it stays`;
    return { tone: "busy", status: "Ending…", note, action: null };
  }
  const note = heldBy ? WAITS[heldBy] : null;
  const tone = heldBy === "network" ? "warning" : "good";
  return { tone, status: "Connected", note, action: null };
}

function going(at: string): SessionWords {
  const note = (nowMs: number) => {
    const left = Math.ceil((Date.parse(at) - nowMs) / 1000);
    const when = left > 0 ? `in ${minutes(left)}` : "now";
    return `The gateway restarts ${when}; the session ends then`;
  };
  return { tone: "warning", status: "The gateway restarts soon", note, action: null };
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
