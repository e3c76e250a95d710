import { beforeEach, expect, test } from "vitest";
import { FakeSocket } from "../testing/fake-socket";
import { type Closed, ExecConnection } from "./connection";
import type { ControlFrame } from "./frames";

let unparsed: (() => void)[];
let controls: ControlFrame[];
let endings: Closed[];
let connection: ExecConnection;
let socket: FakeSocket;

beforeEach(() => {
  unparsed = [];
  controls = [];
  endings = [];
  connection = new ExecConnection(
    "ws://gateway/attach",
    {
      control: (frame) => controls.push(frame),
      output: (_payload, parsed) => unparsed.push(parsed),
      roundTrip: () => {},
      closed: (closed) => endings.push(closed),
    },
    FakeSocket.open,
  );
  socket = FakeSocket.last;
});

const EXIT = { type: "exit", exitCode: 0, signal: null, reason: "exited", tail: "complete" };

test("speaks exec.v1 in array buffers", () => {
  expect(socket.protocols).toEqual(["exec.v1"]);
  expect(socket.binaryType).toBe("arraybuffer");
});

test("acknowledges output when it is parsed, not when it arrives", () => {
  socket.writes("hello");
  expect(socket.control).toEqual([]);

  for (const parsed of unparsed) parsed();
  expect(socket.control).toEqual([{ type: "ack", bytes: 5 }]);
});

test("acknowledges nothing on a socket that has closed", () => {
  socket.writes("hello");
  socket.closes(1000);
  for (const parsed of unparsed) parsed();

  expect(socket.sent).toEqual([]);
});

test.each<[string, object[], number, Closed]>([
  ["after an exit", [EXIT], 1000, { kind: "ended" }],
  ["after an exit and a broken close", [EXIT], 1006, { kind: "ended" }],
  [
    "with the gateway's reason",
    [{ type: "error", code: "session-not-found", detail: "No such session" }],
    4404,
    { kind: "refused", status: 404, detail: "No such session" },
  ],
  ["without a word", [], 1006, { kind: "lost" }],
  ["cleanly but with no exit", [], 1000, { kind: "lost" }],
])("reports a close %s", (_name, frames, code, expected) => {
  for (const frame of frames) socket.says(frame);
  socket.closes(code);

  expect(endings).toEqual([expected]);
});

test("says nothing more once it is disposed", () => {
  connection.dispose();
  socket.says(EXIT);
  socket.closes(1000);

  expect(controls).toEqual([]);
  expect(endings).toEqual([]);
  expect(socket.readyState).toBe(3);
});
