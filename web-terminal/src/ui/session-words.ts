import { exitInWords } from "../exec/exit-words";
import type { SessionState } from "../exec/terminal-session";

export interface SessionWords {
  tone: "busy" | "good" | "warning" | "bad";
  status: string;
  note: string | null;
  /** What Enter does now, where the session no longer takes input. */
  action: "Start again" | null;
}

export function sessionInWords(state: SessionState): SessionWords {
  switch (state.kind) {
    case "connecting":
      return { tone: "busy", status: "Connecting…", note: null, action: null };
    case "connected":
      if (state.mode === "observer") {
        return { tone: "good", status: "Watching", note: null, action: null };
      }
      return state.draining
        ? { tone: "warning", status: "Connected", note: "The gateway is going away", action: null }
        : { tone: "good", status: "Connected", note: null, action: null };
    case "ended": {
      const { tone, headline, note } = exitInWords(state.exit);
      return { tone, status: headline, note, action: "Start again" };
    }
    case "reconnecting":
      return { tone: "warning", status: "Reconnecting…", note: null, action: null };
    case "failed":
      return { tone: "bad", status: state.message, note: null, action: "Start again" };
    case "signed-out":
      return { tone: "bad", status: "Signed out", note: null, action: null };
  }
}
