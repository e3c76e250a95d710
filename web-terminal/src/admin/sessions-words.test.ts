import { expect, test } from "vitest";
import type { AdminSession } from "./admin-api";
import { attachedInWords, bytesOf, isFound, stageOf, statesOf } from "./sessions-words";

const session: AdminSession = {
  id: "s1",
  owner: "user:ann",
  remote: "lxd",
  project: "shop",
  instance: "web",
  command: ["top", "-d", "1"],
  interactive: true,
  created: "2026-01-01T10:00:00Z",
  state: "draining",
  attachments: { writers: 1, observers: 0 },
  output: { start: 0, end: 4200 },
  bytes: { stdin: 3, stdout: 4200, stderr: 1 },
  exit: null,
};

test.each(["ann web", "SHOP top", "draining", "ending", "s1", ""])("is found by “%s”", (filter) => {
  expect(isFound(session, filter)).toBe(true);
});

test.each(["bob", "ann mail", "running"])("is not found by “%s”", (filter) => {
  expect(isFound(session, filter)).toBe(false);
});

test("counts the bytes of all its streams", () => {
  expect(bytesOf(session)).toBe(4204);
});

test("says who is attached", () => {
  const attached = (writers: number, observers: number) =>
    attachedInWords({ ...session, attachments: { writers, observers } });

  expect([attached(0, 0), attached(2, 0), attached(0, 1), attached(1, 1)]).toEqual([
    "nobody",
    "2 typing",
    "1 watching",
    "1 typing, 1 watching",
  ]);
});

test("asks for what is live unless an address says otherwise", () => {
  expect(stageOf("ended")).toBe("ended");
  expect(stageOf("nonsense")).toBe("live");
  expect(statesOf("live")).toEqual(["starting", "running", "draining"]);
  expect(statesOf("all")).toEqual([]);
});
