import { expect, test } from "vitest";
import { SHELL_LAUNCH } from "./exec/launch";
import { Launches } from "./launches";
import { FakeStorage } from "./testing/fake-storage";

const demo = { remote: "lxd", project: "default", instance: "demo" };

test("are remembered by instance", () => {
  const launches = new Launches(new FakeStorage());
  const top = { ...SHELL_LAUNCH, command: "top", user: "1000" };
  launches.remember(demo, top);

  expect(launches.of(demo)).toEqual(top);
  expect(launches.of({ ...demo, project: "other" })).toEqual(SHELL_LAUNCH);

  launches.forget(demo);
  expect(launches.of(demo)).toEqual(SHELL_LAUNCH);
});

test("take the shell for what can't be read", () => {
  const storage = new FakeStorage();
  storage.setItem("launch:lxd/default/demo", '{"command":["ls"],"login":"no","cwd":"/srv"}');

  expect(new Launches(storage).of(demo)).toEqual({ ...SHELL_LAUNCH, cwd: "/srv" });
});
