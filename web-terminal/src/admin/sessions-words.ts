import { commandInWords } from "../ui/session-row";
import type { AdminSession } from "./admin-api";

export type Stage = "live" | "ended" | "all";

export const STAGES: readonly (readonly [Stage, string])[] = [
  ["live", "Live"],
  ["ended", "Ended"],
  ["all", "All"],
];

const LIVE = ["starting", "running", "draining"];

/** The states that the API is asked for. */
export function statesOf(stage: Stage): readonly string[] {
  return { live: LIVE, ended: ["ended"], all: [] }[stage];
}

export function stageOf(text: string | undefined): Stage {
  return STAGES.find(([stage]) => stage === text)?.[0] ?? "live";
}

/** Whether every word is in what the list shows of the session. */
export function isFound(session: AdminSession, filter: string): boolean {
  const { id, owner, remote, project, instance, command, state } = session;
  const ending = state === "draining" ? "ending" : "";
  const text = [owner, instance, remote, project, state, ending, commandInWords(command), id];
  const words = text.join(" ").toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}

/** All bytes that it has moved, in and out. */
export function bytesOf({ bytes }: AdminSession): number {
  return Object.values(bytes ?? {}).reduce((sum, count) => sum + count, 0);
}

export function attachedInWords({ attachments }: AdminSession): string {
  const { writers, observers } = attachments;
  const words = [
    writers > 0 ? `${writers} typing` : "",
    observers > 0 ? `${observers} watching` : "",
  ];
  return words.filter(Boolean).join(", ") || "nobody";
}
