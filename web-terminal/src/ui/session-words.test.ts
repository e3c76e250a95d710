import { expect, test } from "vitest";
import type { HeldBy } from "../exec/hold-up";
import { sessionInWords } from "./session-words";

const connected = { kind: "connected", mode: "writer", goesAt: null } as const;

test("tells the ladder's progress until the exit is there", () => {
  const words = sessionInWords(connected, { shell: true, endingForS: 3 });

  expect(words).toMatchObject({
    tone: "busy",
    status: "Ending…",
    note: "HUP sent 3 s ago; TERM and KILL follow while it stays",
  });
  expect(sessionInWords(connected).status).toBe("Connected");
});

test("says what a session waits for", () => {
  const words = (heldBy: HeldBy) =>
    sessionInWords(connected, { shell: true, endingForS: null, heldBy });

  expect(words("network")).toMatchObject({ tone: "warning", note: "Waiting for the network" });
  expect(words("browser").note).toContain("this browser");
  expect(words("program").note).toContain("LXD takes no more");
  const away = (offline: boolean) =>
    sessionInWords({ kind: "reconnecting", tries: 1 }, { shell: true, endingForS: null, offline })
      .note;
  expect([away(true), away(false)]).toEqual([
    "This browser is offline",
    "The gateway can't be reached",
  ]);
});

test("counts down to when the gateway goes, for whoever is attached", () => {
  const goesAt = "2026-11-26T12:00:00Z";
  const before = (seconds: number, mode: "writer" | "observer" = "writer") => {
    const { tone, status, note, action } = sessionInWords({ kind: "connected", mode, goesAt });
    expect({ tone, status, action }).toEqual({
      tone: "warning",
      status: "The gateway restarts soon",
      action: null,
    });
    return typeof note === "function" ? note(Date.parse(goesAt) - seconds * 1000) : note;
  };

  expect(before(42)).toBe("The gateway restarts in 0:42; the session ends then");
  expect(before(125.5, "observer")).toContain("in 2:06");
  expect(before(0)).toContain("restarts now");
  expect(before(-3)).toContain("restarts now");
});

test("offers one thing to do wherever keys reach no program", () => {
  const exit = { exitCode: 0, signal: null, reason: "exited", tail: "complete" } as const;

  expect(sessionInWords(connected).action).toBeNull();
  expect(sessionInWords({ kind: "ended", exit }).action).toBe("Start again");
  expect(sessionInWords({ kind: "reconnecting", tries: 1 }).action).toBeNull();
  expect(sessionInWords({ kind: "failed", message: "x" }).action).toBe("Start again");
  expect(sessionInWords({ kind: "waiting", status: "Stopped" })).toMatchObject({
    status: "Stopped: waiting until it runs",
    action: "Try now",
  });
});
