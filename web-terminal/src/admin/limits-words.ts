import { bytesInWords } from "../ui/units";
import type { CallerUse, Limit, SpecialLimits } from "./admin-api";

/** What special limits are called where they are met, in metrics and in the documentation. */
const NAMES: Readonly<Record<string, string>> = {
  sessions: "sessions-per-caller",
  startsPerMinute: "starts-per-caller",
  totalTimeMs: "total-time",
  idleTimeMs: "idle-time",
  output: "output-per-caller",
  spill: "spill-per-caller",
  outputRate: "output-rate-per-caller",
};

/** A limit's value with the unit that its name tells. */
export function valueInWords({ name, value }: Limit): string {
  if (value === null || value === undefined) return "none";
  if (name.endsWith("-time")) return timeInWords(value);
  if (name.startsWith("starts")) return `${value.toLocaleString("en")} a minute`;
  if (name.startsWith("output-rate")) return `${bytesInWords(value)}/s`;
  return /output|spill|body/.test(name) ? bytesInWords(value) : value.toLocaleString("en");
}

function timeInWords(ms: number): string {
  for (const [length, unit] of [
    [3_600_000, "h"],
    [60_000, "min"],
    [1000, "s"],
  ] as const) {
    if (ms >= length && ms % length === 0) return `${ms / length} ${unit}`;
  }
  return `${ms} ms`;
}

/** Whom special limits are for. */
export function whomInWords({ subjects = [], groups = [] }: SpecialLimits): string {
  return [...subjects, ...groups.map((group) => `group ${group}`)].join(", ");
}

/** What they have instead, where that is something else than everybody has. */
export function specialInWords({ limits }: SpecialLimits, usual: readonly Limit[] = []): string[] {
  return Object.entries(limits)
    .map(([key, value]) => ({ name: NAMES[key] ?? key, value }))
    .filter(({ name, value }) => value !== usual.find((limit) => limit.name === name)?.value)
    .map((limit) => `${limit.name} ${valueInWords(limit)}`);
}

export function hitsOf({ hits }: CallerUse): number {
  return Object.values(hits ?? {}).reduce((sum, count) => sum + count, 0);
}

/** Which limits they ran into, and how often, the most hit first. */
export function hitsInWords({ hits }: CallerUse): string {
  return Object.entries(hits ?? {})
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([limit, count]) => `${limit} × ${count.toLocaleString("en")}`)
    .join(", ");
}

/** Those who ran into limits first, then those who use most. */
export function byHits(callers: readonly CallerUse[]): CallerUse[] {
  return [...callers].sort(
    (a, b) =>
      hitsOf(b) - hitsOf(a) ||
      (b.sessions ?? 0) - (a.sessions ?? 0) ||
      a.caller.localeCompare(b.caller),
  );
}
