import { expect, test } from "vitest";
import type { AuditEntry } from "./admin-api";
import {
  exportHref,
  factsOf,
  isBad,
  localOf,
  momentOf,
  parametersOf,
  placeOf,
  searchOf,
} from "./audit-words";

const entry: AuditEntry = {
  seq: 7,
  at: "2026-01-01T10:00:00Z",
  action: "session-start",
  subject: "user:ann",
  source: "10.0.0.1",
  remote: "lxd",
  project: "default",
  instance: "demo",
  session: "s1",
  rule: null,
  result: "allowed",
  detail: { exitCode: 0, command: ["ls", "<b>"] },
};

test("searches for what is given and for nothing that an address makes up", () => {
  const search = searchOf({ subject: " user:ann ", action: "", cursor: "x", limit: "9999" });

  expect(search).toEqual({ subject: "user:ann" });
  expect(String(parametersOf(search, { limit: "100" }))).toBe("subject=user%3Aann&limit=100");
  expect(exportHref(search)).toBe("/api/v1/audit?subject=user%3Aann&format=ndjson");
});

test("a time of here is a moment and back", () => {
  expect(localOf(momentOf("2026-03-04T05:06"))).toBe("2026-03-04T05:06");
  expect(localOf(momentOf("2026-03-04T05:06:07"))).toBe("2026-03-04T05:06:07");
  expect([momentOf(""), localOf("nonsense")]).toEqual(["", ""]);
});

test("tells what went against somebody", () => {
  expect(isBad(entry)).toBe(false);
  expect(isBad({ ...entry, action: "login-failed", result: null })).toBe(true);
  expect(isBad({ ...entry, result: "refused" })).toBe(true);
  expect(isBad({ ...entry, action: "policy-error" })).toBe(true);
});

test("names the place, without a project that goes without saying", () => {
  expect(placeOf(entry)).toBe("lxd / demo");
  expect(placeOf({ ...entry, project: "shop" })).toBe("lxd / shop / demo");
  expect(placeOf({ seq: 1, at: "", action: "login" })).toBe("");
});

test("tells all that is known, and leaves out what is not", () => {
  const facts = Object.fromEntries(factsOf(entry));

  expect(facts).toMatchObject({
    seq: "7",
    source: "10.0.0.1",
    exitCode: "0",
    command: '["ls","<b>"]',
  });
  expect(facts).not.toHaveProperty("rule");
});
