import type { Exit } from "./frames";

export interface ExitWords {
  tone: "good" | "warning" | "bad";
  headline: string;
  note: string | null;
}

export function exitInWords(exit: Exit): ExitWords {
  return { tone: tone(exit), headline: headline(exit), note: note(exit) };
}

function headline(exit: Exit): string {
  const code = exit.exitCode === null ? "" : ` (code ${exit.exitCode})`;
  switch (exit.reason) {
    case "exited":
      return `Exited with code ${exit.exitCode ?? "unknown"}`;
    case "signal":
      return `Ended by ${signalName(exit.signal)}${code}`;
    case "killed-by-timeout":
      return `Ended by the time limit${code}`;
    case "hung-up":
      return `Hung up${code}`;
    case "gateway-drain":
      return `Ended because the gateway is going away${code}`;
    case "instance-stopped":
      return `The instance was stopped${code}`;
    case "lxd-lost":
      return "The server was lost; the exit code is unknown";
    case "start-failed":
      return isShellMissing(exit) ? "This instance has no shell" : `The shell did not start${code}`;
    default:
      return `Ended${code}`;
  }
}

function note(exit: Exit): string | null {
  if (exit.reason === "start-failed") return exit.detail ?? null;
  if (isShellMissing(exit)) return "No sh in this instance?";
  switch (exit.tail) {
    case "cut":
      return exit.detail ? `Output is cut: ${exit.detail}` : "Output is cut";
    case "unverified":
      return "End of output unverified";
    default:
      return null;
  }
}

function tone(exit: Exit): ExitWords["tone"] {
  if (exit.reason === "exited") return exit.exitCode === 0 ? "good" : "warning";
  return exit.reason === "lxd-lost" || exit.reason === "start-failed" ? "bad" : "warning";
}

/** A shell that ran and ended with 127 has at least written its prompt; one that was never found wrote nothing. */
function isShellMissing(exit: Exit): boolean {
  return exit.exitCode === 127 && (exit.reason === "start-failed" || exit.bytes?.stdout === 0);
}

function signalName(signal: string | null): string {
  if (signal === null) return "a signal";
  return /^\d/.test(signal) || signal.startsWith("SIG") ? signal : `SIG${signal}`;
}
