import { beforeEach, expect, test } from "vitest";
import { Tabs } from "./tabs";
import { FakeStorage } from "./testing/fake-storage";

const demo = { remote: "lxd", project: "default", instance: "demo" };
let storage: FakeStorage;
let changes: number;
let tabs: Tabs;

beforeEach(() => {
  storage = new FakeStorage();
  changes = 0;
  tabs = new Tabs(storage, () => changes++);
});

function open(...sessions: string[]): string[] {
  return sessions.map((session) => tabs.open(demo, { session }).id);
}

function order(): (string | null)[] {
  return tabs.all.map((tab) => tab.session);
}

test("opens beside the active one, and a session only once", () => {
  const [a] = open("a", "b");
  tabs.activate(a ?? "");
  open("c", "b");

  expect(order()).toEqual(["a", "c", "b"]);
  expect(tabs.active?.session).toBe("b");
});

test("gives two starts in one instance a tab each", () => {
  tabs.open(demo);
  tabs.open(demo);

  expect(tabs.all).toHaveLength(2);
});

test.each([
  ["a", "c"],
  ["c", "b"],
])("closing %s makes a neighbour the active one", (session, neighbour) => {
  const ids = open("a", "c", "b");
  const id = ids[session === "a" ? 0 : 1] ?? "";
  tabs.activate(id);

  tabs.close(id);

  expect(tabs.active?.session).toBe(neighbour);
});

test("closing the last one leaves none", () => {
  const [a = ""] = open("a");
  tabs.close(a);

  expect(tabs.active).toBeNull();
  expect(tabs.neighbour(1)).toBeNull();
});

test("moves to any place, and no further than the ends", () => {
  const [a = ""] = open("a", "b", "c");

  tabs.move(a, 1);
  expect(order()).toEqual(["b", "a", "c"]);
  tabs.move(a, 9);
  expect(order()).toEqual(["b", "c", "a"]);
  tabs.move(a, -1);
  expect(order()).toEqual(["a", "b", "c"]);
});

test("walks round and round", () => {
  open("a", "b");

  expect(tabs.neighbour(1)?.session).toBe("a");
  expect(tabs.neighbour(-1)?.session).toBe("a");
});

test("are kept with their names and order, but for those that have not begun", () => {
  const [a = "", b = ""] = open("a", "b");
  tabs.open(demo);
  tabs.change(a, { name: "logs" });
  tabs.move(b, 0);

  const again = new Tabs(storage, () => {});

  expect(again.all.map(({ session, name }) => [session, name])).toEqual([
    ["b", null],
    ["a", "logs"],
  ]);
  expect(again.active).toBeNull();
  expect(changes).toBe(5);
});

test("do without what the browser has kept of something else", () => {
  storage.setItem("tabs", '[{"target":1}]');

  expect(new Tabs(storage, () => {}).all).toEqual([]);
});
