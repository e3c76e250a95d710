import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SizeRule } from "./size";

const OWN = { cols: 100, rows: 30 };
const OTHER = { cols: 60, rows: 20 };

let sent: string[];
let shown: string[];
let sizes: SizeRule;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  shown = [];
  sizes = new SizeRule(OWN, {
    send: ({ cols, rows }) => sent.push(`${cols}x${rows}`),
    show: ({ cols, rows }) => shown.push(`${cols}x${rows}`),
  });
});
afterEach(() => {
  vi.useRealTimers();
});

test("gives a session this page's size as it comes", () => {
  sizes.attached(OTHER, true);

  expect(sent).toEqual(["100x30"]);
});

test("sends the last of many sizes once", () => {
  sizes.attached(OWN, true);
  for (let cols = 80; cols <= 120; cols++) sizes.fits({ cols, rows: 24 });
  vi.runAllTimers();

  expect(sent).toEqual(["120x24"]);
  expect(shown).toHaveLength(41);
});

test("never sends a size that the session already has", () => {
  sizes.attached(OWN, true);
  sizes.fits({ cols: 90, rows: 30 });
  sizes.fits(OWN);
  vi.runAllTimers();

  expect(sent).toEqual([]);
});

test("never sends a size without a row or a column", () => {
  sizes.attached(OWN, true);
  sizes.fits({ cols: 0, rows: 24 });
  sizes.fits({ cols: 80, rows: 0 });
  sizes.fits({ cols: Number.NaN, rows: 24 });
  vi.runAllTimers();

  expect(sent).toEqual([]);
});

test("follows another writer without an echo, and takes over when a person types here", () => {
  sizes.attached(OWN, true);
  sizes.changed(OTHER);
  expect(sizes.isMine).toBe(false);
  expect(sent).toEqual([]);

  sizes.typed();
  sizes.typed();

  expect(sizes.isMine).toBe(true);
  expect(sent).toEqual(["100x30"]);
  expect(shown).toEqual(["60x20", "100x30"]);
});

test("makes no storm of two who type at the same time", () => {
  sizes.attached(OWN, true);
  for (let i = 0; i < 100; i++) {
    sizes.changed(OTHER);
    sizes.typed();
    vi.advanceTimersByTime(50);
  }

  expect(sent).toHaveLength(5);
});

test("leaves the size to the other when only the connection was lost", () => {
  sizes.attached(OWN, true);
  sizes.changed(OTHER);
  sizes.attached(OTHER, true);
  vi.runAllTimers();

  expect(sent).toEqual([]);
});

test("has the size back when no other writer is left", () => {
  sizes.attached(OWN, true);
  sizes.changed(OTHER);
  sizes.alone();

  expect(sent).toEqual(["100x30"]);
});

test("never changes the size as an observer", () => {
  sizes.attached(OTHER, false);
  sizes.fits({ cols: 90, rows: 24 });
  sizes.typed();
  vi.runAllTimers();

  expect(sent).toEqual([]);
  expect(shown).toEqual(["60x20"]);
});

test("sends nothing after it is disposed", () => {
  sizes.attached(OWN, true);
  sizes.fits({ cols: 90, rows: 24 });
  sizes.dispose();
  vi.runAllTimers();

  expect(sent).toEqual([]);
});
