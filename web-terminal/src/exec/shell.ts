import type { Exit } from "./frames";

export const TERMINAL_ENVIRONMENT: Readonly<Record<string, string>> = {
  TERM: "xterm-256color",
  COLORTERM: "truecolor",
};

/**
 * The shells to try, the first one that starts is it: bash where there is one, then ash, then sh. One `sh` finds them
 * all in most instances; each `exec` replaces the process before it, so that exit codes and signals are the shell's own
 * and no other process stays behind.
 */
export function shells(login: boolean): readonly (readonly string[])[] {
  const option = login ? ["-l"] : [];
  const run = (shell: string): string => ["exec", shell, ...option].join(" ");
  const best = `for s in bash ash; do command -v $s >/dev/null 2>&1 && ${run("$s")}; done; ${run("sh")}`;
  return [
    ["sh", "-c", best],
    ["bash", ...option],
    ["ash", ...option],
  ];
}

/** Whether this is how a session began that asked for no command but for a shell. */
export function isShell(command: readonly string[]): boolean {
  const line = command.join(" ");
  return [...shells(true), ...shells(false)].some((shell) => shell.join(" ") === line);
}

/** A program that ran and ended with 127 has mostly written something; one that was never found wrote nothing. */
export function isMissing(exit: Exit): boolean {
  const { exitCode, reason, bytes } = exit;
  if (reason === "start-failed")
    return exitCode === 127 || /not found|no such file/i.test(exit.detail ?? "");
  return exitCode === 127 && bytes?.stdout === 0;
}
