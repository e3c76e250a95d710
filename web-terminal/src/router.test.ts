import { expect, test } from "vitest";
import { formatRoute, parseRoute, type Route } from "./router";

const target = { remote: "lxd", project: "default", instance: "demo" };

test.each<[string, Route]>([
  ["#/lxd/default/demo", { page: "terminal", target, session: null }],
  ["#/lxd/default/demo?session=s1", { page: "terminal", target, session: "s1" }],
  [
    "#/lxd/default/demo?session=s1&mode=observer",
    { page: "terminal", target, session: "s1", observe: true },
  ],
  ["#/", { page: "instances" }],
  ["#/admin/tokens", { page: "admin", section: "tokens", query: {} }],
  [
    "#/admin/audit?subject=user%3Aann",
    { page: "admin", section: "audit", query: { subject: "user:ann" } },
  ],
])("%s is a place and back", (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
  expect(formatRoute(route)).toBe(hash);
});

test.each(["", "#", "#/lxd", "#/lxd/default", "#/lxd/default/demo/more", "#/%E0%A4%A/x/y"])(
  "%s is the list",
  (hash) => {
    expect(parseRoute(hash)).toEqual({ page: "instances" });
  },
);

test.each(["#/admin", "#/admin/", "#/admin/nothing"])("%s is the first part of it", (hash) => {
  expect(parseRoute(hash)).toEqual({ page: "admin", section: "sessions", query: {} });
});

test("a remote may be called admin", () => {
  expect(parseRoute("#/admin/default/demo")).toMatchObject({ target: { remote: "admin" } });
});

test("names with a slash or a question mark keep their places", () => {
  const odd = { remote: "a/b", project: "c?d", instance: "e#f" };

  expect(parseRoute(formatRoute({ page: "terminal", target: odd, session: "g&h" }))).toEqual({
    page: "terminal",
    target: odd,
    session: "g&h",
  });
});
