import { expect, test } from "vitest";
import { parseRoute, type Route } from "../router";
import { takeInvitation } from "./invitation";

test("takes a share ticket out of the address, and has it again after a reload", () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const noted: Route[] = [];
  const take = (hash: string) => {
    const route = parseRoute(hash);
    if (route.page !== "terminal") throw new Error("no terminal");
    return takeInvitation(route, { note: (to) => noted.push(to) }, storage);
  };
  const target = { remote: "lxd", project: "default", instance: "demo" };

  expect(take("#/lxd/default/demo?session=s1&ticket=secret")).toEqual({ ticket: "secret" });
  expect(noted).toEqual([{ page: "terminal", target, session: "s1" }]);
  expect(take("#/lxd/default/demo?session=s1")).toEqual({ ticket: "secret" });
  expect(take("#/lxd/default/demo?session=s2")).toEqual({});
});
