import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeSocket } from "../testing/fake-socket";
import { type ClientState, ExecClient, type Refusal } from "./client";
import { textInput } from "./input";

let states: ClientState[];
let written: string;
let refusals: (Refusal | null)[];
let wake: () => void;
let client: ExecClient;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.opened.length = 0;
  states = [];
  written = "";
  refusals = [];
  client = new ExecClient({
    url: "ws://gateway/attach",
    skipOnInterrupt: true,
    openSocket: FakeSocket.open,
    random: () => 1,
    whyRefused: async () => refusals.shift() ?? null,
    wakes: (woken) => {
      wake = woken;
      return { dispose: () => {} };
    },
    listener: {
      changed: (state) => states.push(state),
      output: (payload, parsed) => {
        written += new TextDecoder().decode(payload);
        parsed();
      },
    },
  });
  client.connect();
});
afterEach(() => {
  client.dispose();
  vi.useRealTimers();
});

function attach(offset: number, input = 0, mode = "writer"): FakeSocket {
  const socket = FakeSocket.last;
  socket.says({ type: "attached", session: {}, mode, offset, input, cols: 80, rows: 24 });
  return socket;
}

function kinds(): string[] {
  return states.map(({ kind }) => kind);
}

test("comes back by itself from the next unseen byte, as often as it takes", () => {
  attach(10).writes("hello");
  FakeSocket.last.closes(1006);
  vi.advanceTimersByTime(500);
  FakeSocket.last.closes(1006);
  vi.advanceTimersByTime(1_000);
  const socket = attach(15);
  socket.says({ type: "gap", from: 15, to: 40 });
  socket.writes("again");
  socket.closes(1006);
  vi.advanceTimersByTime(2_000);

  expect(FakeSocket.opened).toHaveLength(4);
  expect(FakeSocket.opened[0]?.url).toMatch(
    /^ws:\/\/gateway\/attach\?input=\w{32}&skip=interrupt$/,
  );
  expect(FakeSocket.opened[1]?.url).toMatch(/&since=15$/);
  expect(FakeSocket.opened[3]?.url).toMatch(/&since=45$/);
  expect(written).toBe("helloagain");
  expect(kinds().slice(0, 4)).toEqual(["connecting", "connected", "reconnecting", "reconnecting"]);
});

test("never gives up, and tries at once when the page wakes", () => {
  for (let i = 0; i < 50; i++) {
    FakeSocket.last.closes(1006);
    vi.advanceTimersToNextTimer();
  }
  const before = FakeSocket.opened.length;
  expect(before).toBe(51);
  FakeSocket.last.closes(1006);

  wake();

  expect(FakeSocket.opened).toHaveLength(before + 1);
  FakeSocket.last.closes(1006);
  vi.advanceTimersByTime(500);
  expect(FakeSocket.opened).toHaveLength(before + 2);
});

test("looks after a connection that may have died while the page slept", () => {
  attach(0);
  vi.advanceTimersByTime(1_000);
  wake();
  vi.advanceTimersByTime(5_001);

  expect(states.at(-1)?.kind).toBe("reconnecting");
});

test("gives up a socket that does not open", () => {
  vi.advanceTimersByTime(10_001);

  expect(states.at(-1)?.kind).toBe("reconnecting");
});

test("sends what was typed while it was away, and what the gateway did not get, once and in order", () => {
  const first = attach(0);
  for (const key of "abc") client.send(textInput(key));
  first.closes(1006);
  expect(client.send(textInput("def"))).toBe(true);
  vi.advanceTimersByTime(500);

  const second = attach(0, 2);

  expect(first.typed).toBe("abc");
  expect(second.typed).toBe("cdef");
});

test.each([
  [4401, "unauthorized"],
  [4403, "forbidden"],
  [4404, "session-not-found"],
])("is done after a refusal with %d", (code, word) => {
  FakeSocket.last.says({ type: "error", code: word, detail: "why" });
  FakeSocket.last.closes(code);
  wake();
  vi.runAllTimers();

  expect(states.at(-1)).toEqual({ kind: "refused", status: code - 4000, detail: "why" });
  expect(FakeSocket.opened).toHaveLength(1);
});

test.each([4429, 4503, 4999])("comes back after %d", (code) => {
  FakeSocket.last.closes(code);
  vi.advanceTimersByTime(500);

  expect(FakeSocket.opened).toHaveLength(2);
});

test("asks why a handshake failed without a word", async () => {
  refusals.push({ status: 401, detail: "Signed out" });
  FakeSocket.last.closes(1006);
  await vi.advanceTimersByTimeAsync(60_000);

  expect(states.at(-1)).toEqual({ kind: "refused", status: 401, detail: "Signed out" });
  expect(FakeSocket.opened).toHaveLength(1);
});

test("ends with the exit, and does not come back", () => {
  const socket = attach(0);
  const exit = { type: "exit", exitCode: 3, signal: null, reason: "exited", tail: "complete" };
  socket.says(exit);
  socket.closes(1006);
  vi.runAllTimers();

  expect(states.at(-1)).toEqual({ kind: "ended", exit });
  expect(FakeSocket.opened).toHaveLength(1);
});

test("knows when the gateway goes, whatever else changes", () => {
  const socket = attach(0);
  socket.says({ type: "draining", deadline: "2026-11-26T12:00:00Z" });
  expect(states.at(-1)).toMatchObject({ goesAt: "2026-11-26T12:00:00Z" });
  socket.says({ type: "mode", mode: "observer", by: "admin" });
  expect(states.at(-1)).toMatchObject({ mode: "observer", goesAt: "2026-11-26T12:00:00Z" });
});

test("never types, resizes or signals as an observer, until it is given the keyboard", () => {
  const socket = attach(0, 0, "observer");
  client.resize(80, 24);
  client.signal("INT");
  expect(client.send(textInput("no"))).toBe(false);
  expect(socket.control).toEqual([]);

  socket.says({ type: "mode", mode: "writer", by: "admin" });

  expect(client.send(textInput("yes"))).toBe(true);
  expect(socket.typed).toBe("yes");
  expect(states.at(-1)).toMatchObject({ kind: "connected", mode: "writer" });
});
