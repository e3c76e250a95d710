import { expect, test } from "vitest";
import { DEFAULTS, SettingsStore } from "./settings";
import { FakeStorage } from "./testing/fake-storage";

test("are kept, told to all and forgotten on demand", () => {
  const storage = new FakeStorage();
  const settings = new SettingsStore(storage);
  const sizes: number[] = [];
  settings.onChange(({ fontSize }) => sizes.push(fontSize));

  settings.change({ fontSize: 18 });
  expect(new SettingsStore(storage).current).toEqual({ ...DEFAULTS, fontSize: 18 });

  settings.reset();
  expect(new SettingsStore(storage).current).toEqual(DEFAULTS);
  expect(sizes).toEqual([18, 14]);
});

test("hold nothing but what a terminal can be", () => {
  const storage = new FakeStorage();
  storage.setItem(
    "settings",
    '{"fontSize":900,"scrollback":-1,"cursorStyle":"huge","bell":3,"cursorBlink":"yes","more":1}',
  );

  expect(new SettingsStore(storage).current).toEqual({ ...DEFAULTS, fontSize: 32, scrollback: 0 });
});

test("follow another window's change", () => {
  const storage = new FakeStorage();
  const window = new EventTarget();
  const here = new SettingsStore(storage);
  here.follow(window);

  new SettingsStore(storage).change({ bell: "off" });
  window.dispatchEvent(Object.assign(new Event("storage"), { key: "settings" }));

  expect(here.current.bell).toBe("off");
});
