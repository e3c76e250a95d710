/**
 * A login shell, bash where there is one. Each `exec` replaces the process before it, so that exit codes and signals
 * are the shell's own and no other process stays behind.
 */
export const LOGIN_SHELL: readonly string[] = [
  "sh",
  "-c",
  "if command -v bash >/dev/null 2>&1; then exec bash -l; fi; exec sh -l",
];

export const TERMINAL_ENVIRONMENT: Readonly<Record<string, string>> = {
  TERM: "xterm-256color",
  COLORTERM: "truecolor",
};
