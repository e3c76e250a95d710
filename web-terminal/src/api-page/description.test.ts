import { expect, test } from "vitest";
import document from "../../../gateway/src/main/resources/openapi.yaml";
import { ApiDescription } from "./api-description";
import { curlOf } from "./curl";
import type { Document } from "./openapi";

const api = new ApiDescription(document as Document);
const operation = (id: string) => {
  const found = api.operations.find((one) => one.id === id);
  if (!found) throw new Error(`There is no operation ${id}`);
  return found;
};

test("every operation is in a section, once", () => {
  const described = Object.values((document as Document).paths).flatMap(Object.keys);
  expect(api.operations).toHaveLength(described.length);
  expect(api.sections.every(({ operations }) => operations.length > 0)).toBe(true);
});

test("problems are told apart from other answers", () => {
  const { answers, problems } = operation("signalSession");
  expect(answers.map(({ status }) => status)).toEqual(["204"]);
  expect(problems).toContainEqual({
    code: "session-ended",
    status: "409",
    meaning: expect.stringContaining("exited"),
  });
});

test("all problems are listed once, by status", () => {
  const codes = api.problems.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.indexOf("invalid-request")).toBeLessThan(codes.indexOf("draining"));
});

test("curl sends the first example", () => {
  expect(curlOf(operation("signalSession"), "http://gw")).toBe(
    [
      "curl",
      '-H "Authorization: Bearer $TOKEN"',
      "-H 'Content-Type: application/json'",
      `-d '{"signal":"TERM"}'`,
      "http://gw/api/v1/sessions/5cf1e6a2-7d5b-4c0b-8a55-3c0b8ad5e0f1/signal",
    ].join(" \\\n  "),
  );
});

test("curl pipes into a raw exec", () => {
  const line = curlOf(operation("execRaw"), "http://gw");
  expect(line).toContain("-T-");
  expect(line).toContain("'http://gw/api/v1/instances/demo/exec?command=tar&command=x");
  expect(line).not.toContain("-X");
});

test("curl is not for a WebSocket, and shows no token where none is needed", () => {
  expect(curlOf(operation("attach"), "http://gw")).toBeNull();
  expect(curlOf(operation("getDescription"), "http://gw")).toBe(
    "curl \\\n  http://gw/api/v1/openapi.yaml",
  );
  expect(curlOf(operation("endSession"), "http://gw")).toContain("curl -X DELETE");
});
