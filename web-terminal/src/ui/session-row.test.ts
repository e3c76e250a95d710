import { expect, test } from "vitest";
import type { Session } from "../api";
import type { Exit } from "../exec/frames";
import { shells } from "../exec/shell";
import { commandInWords, sessionRowInWords } from "./session-row";
import { matchesSession, shownOf } from "./sessions-section";

const running: Session = {
  id: "s1",
  owner: "user:ann",
  remote: "lxd",
  project: "shop",
  instance: "web",
  command: ["top", "-d", "1"],
  interactive: true,
  created: "2026-01-01T10:00:00Z",
  state: "running",
  attachments: { writers: 0, observers: 0 },
  output: { start: 0, end: 4200 },
  exit: null,
};

const exit: Exit = { exitCode: 3, signal: null, reason: "exited", tail: "complete" };

test("says how it stands and what came since", () => {
  const shared = { ...running, attachments: { writers: 1, observers: 1 } };

  expect(sessionRowInWords(running, null)).toEqual({ tone: "good", state: "Running", news: "" });
  expect(sessionRowInWords(running, 4200).news).toBe("4.2 kB new");
  expect(sessionRowInWords(shared, 0).news).toBe("nothing new · 2 attached");
  expect(sessionRowInWords({ ...running, state: "ended", exit }, 7)).toEqual({
    tone: "warning",
    state: "Exited with code 3",
    news: "7 B new",
  });
});

test("calls a shell a shell and shows any other command as it was typed", () => {
  expect(commandInWords(shells(true)[0] ?? [])).toBe("shell");
  expect(commandInWords(["sh", "-l", "-c", 'exec "$@"', "sh", "a b"])).toBe("'a b'");
  expect(commandInWords(["sh", "-c", "ls"])).toBe("sh -c ls");
});

test("lists all of one's own that run before the last that ended, and no pipe", () => {
  const ended = [1, 2, 3, 4].map((n) => ({
    ...running,
    id: `e${n}`,
    created: `2026-01-02T10:00:0${n}Z`,
    exit,
  }));
  const pipe = { ...running, id: "pipe", interactive: false };

  const other = { ...running, id: "other", owner: "user:bob" };

  expect(shownOf([running, pipe, other, ...ended], "user:ann").map(({ id }) => id)).toEqual([
    "s1",
    "e4",
    "e3",
    "e2",
  ]);
});

test("is found by its instance, place and command", () => {
  expect(matchesSession(running, "top shop")).toBe(true);
  expect(matchesSession(running, "")).toBe(true);
  expect(matchesSession(running, "mail")).toBe(false);
});
