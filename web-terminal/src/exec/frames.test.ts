import { describe, expect, test } from "vitest";
import { decodeFrame, encodeControl, encodeStdin } from "./frames";

describe("decodeFrame", () => {
  test("reads the channel and the payload of binary frames", () => {
    expect(decodeFrame(Uint8Array.of(1, 104, 105).buffer)).toEqual({
      type: "output",
      channel: "stdout",
      payload: Uint8Array.of(104, 105),
    });
    expect(decodeFrame(Uint8Array.of(2).buffer)).toEqual({
      type: "output",
      channel: "stderr",
      payload: new Uint8Array(),
    });
  });

  test("reads control frames", () => {
    expect(decodeFrame('{"type":"gap","from":3,"to":9}')).toEqual({ type: "gap", from: 3, to: 9 });
  });

  test("passes over what a newer gateway may send", () => {
    expect(decodeFrame('{"type":"weather"}')).toBeNull();
    expect(decodeFrame("[1]")).toBeNull();
    expect(decodeFrame(Uint8Array.of(9, 1).buffer)).toBeNull();
    expect(decodeFrame(new ArrayBuffer(0))).toBeNull();
  });
});

test("stdin goes out on channel 0", () => {
  expect(encodeStdin(Uint8Array.of(3))).toEqual(Uint8Array.of(0, 3));
});

test("control frames go out as JSON", () => {
  expect(encodeControl({ type: "ack", bytes: 12 })).toBe('{"type":"ack","bytes":12}');
});
