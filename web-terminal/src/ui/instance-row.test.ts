import { expect, test } from "vitest";
import type { Instance } from "../api";
import { closedReason, matches } from "./instance-row";

const demo: Instance = {
  name: "web-01",
  remote: "lxd",
  project: "shop",
  type: "container",
  status: "Running",
  location: "node1",
};

test.each(["", "web", "WEB", "shop", "node1", "lxd web", "running container"])(
  "is found by “%s”",
  (filter) => {
    expect(matches(demo, filter)).toBe(true);
  },
);

test.each(["mail", "web mail", "virtual", "stopped"])("is not found by “%s”", (filter) => {
  expect(matches(demo, filter)).toBe(false);
});

test("says why an instance can't be entered", () => {
  expect(closedReason("Running")).toBeNull();
  expect(closedReason("Stopped")).toBe("Stopped: start it first");
  expect(closedReason("Frozen")).toBe("Frozen: unfreeze it first");
  expect(closedReason("Error")).toBe("Error: not running");
});
