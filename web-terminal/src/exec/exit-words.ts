import type { Exit } from "./frames";
import { isMissing } from "./shell";
import { reasonOfCode, reasonOfSignal, signalName } from "./signals";

export interface ExitWords {
  tone: "good" | "warning" | "bad";
  headline: string;
  note: string | null;
}

/** How a session ended, for people; `shell` is whether it was a shell that was asked for and not a command. */
export function exitInWords(exit: Exit, shell = true): ExitWords {
  return { tone: tone(exit), headline: headline(exit, shell), note: note(exit, shell) };
}

function headline(exit: Exit, shell: boolean): string {
  const code = exit.exitCode === null ? "" : ` (code ${exit.exitCode})`;
  if (isMissing(exit)) return shell ? "This instance has no shell" : `Command not found${code}`;
  switch (exit.reason) {
    case "exited":
      return `Exited with code ${exit.exitCode ?? "unknown"}`;
    case "signal":
      return `Ended by ${signalName(exit.signal)}${code}`;
    case "killed-by-timeout":
      return `Ended by the time limit${code}`;
    case "hung-up":
      return exit.signal === null
        ? `Hung up${code}`
        : `Hung up by ${signalName(exit.signal)}${code}`;
    case "gateway-drain":
      return `Ended because the gateway is going away${code}`;
    case "instance-stopped":
      return `The instance was stopped${code}`;
    case "lxd-lost":
      return "The server was lost; the exit code is unknown";
    case "start-failed":
      return `${shell ? "The shell" : "The command"} did not start${code}`;
    default:
      return `Ended${code}`;
  }
}

function note(exit: Exit, shell: boolean): string | null {
  if (isMissing(exit))
    return shell ? "Neither bash nor ash nor sh was found" : (exit.detail ?? null);
  if (exit.reason === "start-failed") return exit.detail ?? null;
  const why = reason(exit);
  switch (exit.tail) {
    case "cut":
      return joined(exit.detail ? `Output is cut: ${exit.detail}` : "Output is cut", why);
    case "unverified":
      return joined(why, "End of output unverified");
    default:
      return why;
  }
}

function joined(...words: (string | null)[]): string {
  return words.filter((each) => each !== null).join(" · ");
}

function reason({ exitCode, signal, reason }: Exit): string | null {
  if (reason === "signal") return reasonOfSignal(signal);
  return reason === "exited" ? reasonOfCode(exitCode) : null;
}

function tone(exit: Exit): ExitWords["tone"] {
  if (exit.reason === "exited") return exit.exitCode === 0 ? "good" : "warning";
  return exit.reason === "lxd-lost" || exit.reason === "start-failed" ? "bad" : "warning";
}
