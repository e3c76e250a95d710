import type { StartSession } from "../api";
import type { Exit } from "./frames";
import { isMissing, shells, TERMINAL_ENVIRONMENT } from "./shell";
import { splitWords } from "./words";

/** How a person wants a session started, in the words that were typed. */
export interface Launch {
  /** A command line; empty for a shell. */
  command: string;
  login: boolean;
  user: string;
  group: string;
  cwd: string;
  /** One `NAME=value` a line. */
  environment: string;
}

export const SHELL_LAUNCH: Launch = {
  command: "",
  login: true,
  user: "",
  group: "",
  cwd: "",
  environment: "",
};

export type LaunchField = keyof Launch;

/** A field that can't be sent as it is. */
export class InvalidLaunch extends Error {
  override readonly name = "InvalidLaunch" as const;
  readonly field: LaunchField;

  constructor(field: LaunchField, message: string) {
    super(message);
    this.field = field;
  }
}

export type LaunchRequest = Omit<StartSession, "interactive" | "cols" | "rows">;

/**
 * What to ask the gateway for, in the order of trying: a command is asked for once, of the shells the next one where
 * one was not found.
 */
export class LaunchAttempts {
  readonly #commands: readonly (readonly string[])[];
  readonly #rest: Omit<LaunchRequest, "command">;
  #tried = 0;

  constructor(launch: Launch) {
    this.#commands = commandsOf(launch);
    this.#rest = restOf(launch);
  }

  get request(): LaunchRequest {
    return { command: this.#commands[this.#tried] ?? [], ...this.#rest };
  }

  /** Whether there is another one to try after this exit. */
  next(exit: Exit): boolean {
    if (!isMissing(exit) || this.#tried + 1 >= this.#commands.length) return false;
    this.#tried++;
    return true;
  }
}

function commandsOf({ command, login }: Launch): readonly (readonly string[])[] {
  const words = wordsOf(command);
  if (words.length === 0) return shells(login);
  return login ? [["sh", "-l", "-c", 'exec "$@"', "sh", ...words]] : [words];
}

function wordsOf(command: string): string[] {
  try {
    return splitWords(command);
  } catch (error) {
    throw new InvalidLaunch("command", error instanceof Error ? error.message : String(error));
  }
}

function restOf(launch: Launch): Omit<LaunchRequest, "command"> {
  const user = idOf("user", launch.user);
  const group = idOf("group", launch.group);
  const cwd = launch.cwd.trim();
  if (cwd !== "" && !cwd.startsWith("/")) throw new InvalidLaunch("cwd", "Begin with a slash");
  return {
    environment: { ...TERMINAL_ENVIRONMENT, ...variablesOf(launch.environment) },
    ...(user === undefined ? {} : { user }),
    ...(group === undefined ? {} : { group }),
    ...(cwd === "" ? {} : { cwd }),
  };
}

function idOf(field: "user" | "group", text: string): number | undefined {
  const id = text.trim();
  if (id === "") return undefined;
  if (!/^\d{1,10}$/.test(id) || Number(id) > 0xfffffffe) {
    throw new InvalidLaunch(field, "A number: the server knows no names");
  }
  return Number(id);
}

function variablesOf(text: string): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const [, name, value] = /^\s*([^=\s]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new InvalidLaunch("environment", `Not NAME=value: ${line.trim()}`);
    }
    variables[name] = value;
  }
  return variables;
}
