import { expect, test } from "vitest";
import { FlowControl } from "./flow-control";

function watched(): { flow: FlowControl; acks: number[] } {
  const acks: number[] = [];
  return { flow: new FlowControl((total) => acks.push(total)), acks };
}

test("acknowledges nothing before it is parsed", () => {
  const { flow, acks } = watched();

  flow.received(100_000);

  expect(acks).toEqual([]);
});

test("acknowledges every 32 KiB while output goes on", () => {
  const { flow, acks } = watched();
  flow.received(200_000);

  for (let i = 0; i < 10; i++) flow.parsed(16 * 1024);

  expect(acks).toEqual([32_768, 65_536, 98_304, 131_072, 163_840]);
});

test("acknowledges the last byte at once when all is parsed", () => {
  const { flow, acks } = watched();

  flow.received(3);
  flow.parsed(3);
  flow.received(40_000);
  flow.parsed(40_000);

  expect(acks).toEqual([3, 40_003]);
});
