import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Size, SizeReporter } from "./size";

let sent: Size[];
let sizes: SizeReporter;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  sizes = new SizeReporter((size) => sent.push(size));
});
afterEach(() => {
  vi.useRealTimers();
});

test("sends the last of many sizes once", () => {
  for (let cols = 80; cols <= 120; cols++) sizes.report({ cols, rows: 24 });
  vi.runAllTimers();

  expect(sent).toEqual([{ cols: 120, rows: 24 }]);
});

test("never sends a size that the session already has", () => {
  sizes.learn({ cols: 100, rows: 30 });
  sizes.report({ cols: 100, rows: 30 });
  vi.runAllTimers();

  expect(sent).toEqual([]);
});

test("never sends a size without a row or a column", () => {
  sizes.reportNow({ cols: 0, rows: 24 });
  sizes.reportNow({ cols: 80, rows: 0 });
  sizes.reportNow({ cols: Number.NaN, rows: 24 });

  expect(sent).toEqual([]);
});

test("sends nothing after it is disposed", () => {
  sizes.report({ cols: 90, rows: 24 });
  sizes.dispose();
  vi.runAllTimers();

  expect(sent).toEqual([]);
});
