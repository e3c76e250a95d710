import type { AuditEntry } from "./admin-api";
import type { Query } from "./section";

export const ACTIONS = [
  "login",
  "login-failed",
  "logout",
  "refused",
  "session-start",
  "attach",
  "observe",
  "share",
  "signal",
  "end",
  "session-end",
  "token-create",
  "token-revoke",
  "policy-change",
  "policy-error",
] as const;

/** What one can search by, in the terms of the API. */
export const TERMS = ["from", "to", "subject", "action", "instance", "session"] as const;

export type Term = (typeof TERMS)[number];

export type Search = Readonly<Partial<Record<Term, string>>>;

/** The search of an address, or of a form, without what is left open. */
export function searchOf(query: Query): Search {
  const terms = TERMS.map((term) => [term, query[term]?.trim() ?? ""] as const);
  return Object.fromEntries(terms.filter(([, value]) => value !== ""));
}

export function parametersOf(search: Search, more: Query = {}): URLSearchParams {
  return new URLSearchParams({ ...search, ...more });
}

/** Where a browser gets all that is found as one JSON document a line. */
export function exportHref(search: Search): string {
  return `/api/v1/audit?${parametersOf(search, { format: "ndjson" })}`;
}

/** What a field for a local time has, as a moment; empty where it has none. */
export function momentOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}

/** The other way round. */
export function localOf(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const pad = (part: number): string => String(part).padStart(2, "0");
  const day = [at.getFullYear(), pad(at.getMonth() + 1), pad(at.getDate())].join("-");
  const seconds = at.getSeconds();
  const parts = [at.getHours(), at.getMinutes(), ...(seconds === 0 ? [] : [seconds])];
  return `${day}T${parts.map(pad).join(":")}`;
}

/** Whether it went against whoever asked, as far as its words tell. */
export function isBad({ action, result }: AuditEntry): boolean {
  return /refused|denied|fail|error|lost/i.test(`${action} ${result ?? ""}`);
}

export function placeOf({ remote, project, instance }: AuditEntry): string {
  return [remote, project === "default" ? null : project, instance].filter(Boolean).join(" / ");
}

/** All that is known of an entry beside what the list shows of it. */
export function factsOf(entry: AuditEntry): (readonly [string, string])[] {
  const shown: ReadonlySet<string> = new Set(["action", "subject", "instance", "result", "detail"]);
  const more = Object.entries(entry).filter(([name]) => !shown.has(name));
  return [...more, ...Object.entries(entry.detail ?? {})]
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => [name, inWords(value)] as const);
}

function inWords(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
