import { expect, test } from "vitest";
import { limitsOf, typeOf } from "./schema-words";

test("a type is told in words and names", () => {
  expect(typeOf({ type: "string", format: "date-time" })).toEqual(["string (date-time)"]);
  expect(typeOf({ type: ["integer", "null"] })).toEqual(["integer or null"]);
  expect(typeOf({ type: "array", items: { $ref: "#/components/schemas/Client" } })).toEqual([
    "list of ",
    { schema: "Client" },
  ]);
  expect(typeOf({ oneOf: [{ $ref: "#/components/schemas/Exit" }, { type: "null" }] })).toEqual([
    { schema: "Exit" },
    " or ",
    "null",
  ]);
  expect(typeOf({ type: "object", additionalProperties: { type: "string" } })).toEqual([
    "object of ",
    "string",
  ]);
  expect(typeOf({})).toEqual(["bytes"]);
});

test("limits are told in words", () => {
  expect(limitsOf({ minimum: 1, maximum: 65535, default: 80 })).toEqual([
    "1 to 65535",
    "80 unless given",
  ]);
  expect(limitsOf({ minimum: 0 })).toEqual(["0 or more"]);
  expect(limitsOf({ enum: ["drop", "merge"] })).toEqual(['one of "drop", "merge"']);
  expect(limitsOf({ type: "string" })).toEqual([]);
});
