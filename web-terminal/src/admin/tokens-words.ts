import type { ApiToken, Scope } from "./admin-api";

export const LIVES: readonly (readonly [string, string])[] = [
  ["1d", "A day"],
  ["7d", "A week"],
  ["30d", "30 days"],
  ["90d", "90 days"],
  ["366d", "A year"],
];

/** What a token is limited to, in a line for each kind. */
export function scopeInWords({ verbs, remotes, projects, instances }: Scope): string[] {
  const lines = [
    line("only", verbs),
    line("remotes", remotes),
    line("projects", projects),
    line("instances", instances),
  ].filter((words) => words !== null);
  return lines.length === 0 ? ["all that the policy allows"] : lines;
}

function line(what: string, names: readonly string[] | null | undefined): string | null {
  if (names === null || names === undefined) return null;
  return `${what} ${names.length === 0 ? "none" : names.join(", ")}`;
}

/** Names that a person wrote with commas or spaces between them; null for none, which is no limit. */
export function namesOf(text: string): string[] | null {
  const names = text.split(/[\s,]+/).filter(Boolean);
  return names.length === 0 ? null : names;
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** What is wrong with a token's name; null where nothing is. */
export function wrongName(name: string): string | null {
  if (name === "") return "A token needs a name.";
  if (NAME.test(name)) return null;
  return "Up to 64 of a-z, 0-9, dot, dash and underscore; a letter or digit first.";
}

export function isExpired({ expiresAt }: ApiToken, now: number): boolean {
  return Date.parse(expiresAt) <= now;
}
