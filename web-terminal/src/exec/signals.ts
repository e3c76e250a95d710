export interface SignalChoice {
  name: string;
  /** What it mostly does to a program. */
  effect: string;
}

/** The signals that people send, the gentle ones first. */
export const SIGNALS: readonly SignalChoice[] = [
  { name: "INT", effect: "interrupt, as ^C would" },
  { name: "HUP", effect: "hang up; daemons read their configuration anew" },
  { name: "TERM", effect: "end in good order" },
  { name: "QUIT", effect: "end with a core dump; a JVM writes its threads" },
  { name: "KILL", effect: "end at once; it can't be caught" },
  { name: "STOP", effect: "pause; it can't be caught" },
  { name: "CONT", effect: "go on after a pause" },
  { name: "USR1", effect: "of the program's own meaning" },
  { name: "USR2", effect: "of the program's own meaning" },
  { name: "WINCH", effect: "draw anew" },
  { name: "ALRM", effect: "time is up" },
  { name: "ABRT", effect: "abort with a core dump" },
];

const REASONS: Readonly<Record<string, string>> = {
  HUP: "Its terminal went away, or it was told to hang up",
  INT: "Interrupted",
  QUIT: "Quit from the keyboard",
  ILL: "It crashed: an illegal instruction",
  TRAP: "It crashed: a trap",
  ABRT: "It aborted itself",
  BUS: "It crashed: a bus error",
  FPE: "It crashed: an arithmetic error",
  KILL: "Killed at once, by hand or for want of memory",
  SEGV: "It crashed: a wrong memory access",
  PIPE: "Nobody read what it wrote",
  ALRM: "Its own alarm rang",
  TERM: "It was told to end",
  XCPU: "Its processor time was used up",
  XFSZ: "A file grew past its limit",
  SYS: "It made a forbidden system call",
};

const CODES: Readonly<Record<number, string>> = {
  126: "A command could not be executed",
  127: "A command was not found",
};

export function reasonOfSignal(signal: string | null): string | null {
  return REASONS[signal?.replace(/^SIG/, "") ?? ""] ?? null;
}

export function reasonOfCode(code: number | null): string | null {
  return code === null ? null : (CODES[code] ?? null);
}

export function signalName(signal: string | null): string {
  if (signal === null) return "a signal";
  return /^\d/.test(signal) || signal.startsWith("SIG") ? signal : `SIG${signal}`;
}

/** The signals that a few typed letters may mean; a number is one by itself. */
export function signalsLike(text: string): readonly SignalChoice[] {
  const typed = text.trim().toUpperCase().replace(/^SIG/, "");
  const found = SIGNALS.filter(({ name }) => name.startsWith(typed));
  if (found.length > 0) return found;
  const isNumber = /^\d{1,2}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 64;
  const isName = /^[A-Z][A-Z0-9+-]*$/.test(typed);
  return isNumber || isName
    ? [{ name: typed, effect: isNumber ? "by its number" : "by its name" }]
    : [];
}
