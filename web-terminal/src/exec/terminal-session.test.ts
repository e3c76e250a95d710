import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Api } from "../api";
import { FakeSocket } from "../testing/fake-socket";
import { type SessionState, TerminalSession } from "./terminal-session";

let requests: { path: string; body: unknown }[];
let answers: Response[];
let states: SessionState[];
let started: string[];
let written: string;
let muted: boolean;
let session: TerminalSession;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.opened.length = 0;
  requests = [];
  answers = [];
  states = [];
  started = [];
  written = "";
  muted = false;
  session = new TerminalSession({
    api: new Api(
      async (path, init) => {
        requests.push({
          path: String(path),
          body: init?.body ? JSON.parse(String(init.body)) : null,
        });
        return answers.shift() ?? Response.error();
      },
      () => "",
    ),
    target: { remote: "lxd", project: "default", instance: "demo" },
    launch: () => ({ command: ["sh"], environment: {} }),
    origin: "https://gateway",
    openSocket: FakeSocket.open,
    random: () => 1,
    wakes: () => ({ dispose: () => {} }),
    listener: { started: (id) => started.push(id), changed: (state) => states.push(state) },
    screen: {
      room: { cols: 100, rows: 30 },
      isFullScreen: false,
      write: (bytes, parsed) => {
        written += new TextDecoder().decode(bytes);
        parsed?.();
      },
      mute: (on) => {
        muted = on;
      },
      gap: (bytes) => {
        written += `<gap ${bytes}>`;
      },
      resize: ({ cols, rows }) => {
        written += `<${cols}x${rows}>`;
      },
    },
  });
});

afterEach(() => {
  session.dispose();
  vi.useRealTimers();
});

async function start(): Promise<FakeSocket> {
  answers.push(Response.json({ id: "s1", attachUrl: "/api/v1/sessions/s1/attach" }));
  await session.start();
  return FakeSocket.last;
}

function attached(offset = 0, cols = 100, rows = 30): object {
  return { type: "attached", session: { id: "s1" }, mode: "writer", offset, cols, rows };
}

test("starts a login shell of the screen's size and attaches to it", async () => {
  const socket = await start();
  socket.says(attached());

  expect(requests[0]?.path).toBe("/api/v1/instances/demo/sessions?remote=lxd&project=default");
  expect(requests[0]?.body).toMatchObject({ interactive: true, cols: 100, rows: 30 });
  expect(socket.url).toMatch(/^wss:\/\/gateway\/api\/v1\/sessions\/s1\/attach\?/);
  expect(started).toEqual(["s1"]);
  expect(states.map(({ kind }) => kind)).toEqual(["connecting", "connecting", "connected"]);
  expect(socket.control).toEqual([]);
});

test("gives the session the screen's size where it has another", () => {
  session.resume("s1");
  FakeSocket.last.says(attached(0, 80, 24));

  expect(FakeSocket.last.control).toEqual([{ type: "resize", cols: 100, rows: 30 }]);
});

test("follows the size that another attachment chose, leaves it to that one to answer, and does not echo", async () => {
  const socket = await start();
  socket.says(attached());
  socket.says({ type: "size", cols: 60, rows: 20 });

  expect(written).toBe("<60x20>");
  expect(muted).toBe(true);
  expect(socket.control).toEqual([]);
});

test("shows a share ticket to the gateway and to nobody else", () => {
  session.resume("s1", { ticket: "secret" });

  expect(FakeSocket.last.protocols).toEqual(["exec.v1", "ticket.secret"]);
  expect(FakeSocket.last.url).not.toContain("secret");
});

test("goes on after a lost connection from the first byte that it has not seen", async () => {
  const socket = await start();
  socket.says(attached(0));
  socket.writes("hello");
  socket.closes(1006);
  expect(states.at(-1)?.kind).toBe("reconnecting");

  await vi.advanceTimersByTimeAsync(500);
  FakeSocket.last.says(attached(5));
  FakeSocket.last.says({ type: "gap", from: 5, to: 30 });
  FakeSocket.last.writes("half\nagain");

  expect(FakeSocket.last.url).toContain("since=5");
  expect(written).toBe("hello<gap 30>again");
});

test("asks for a new sign-in where the login ran out", async () => {
  const socket = await start();
  answers.push(Response.json({ title: "Unauthorized" }, { status: 401 }));
  socket.closes(1006);
  await vi.advanceTimersByTimeAsync(60_000);

  expect(states.at(-1)).toEqual({ kind: "signed-out" });
});

test("ends with the exit that the gateway told", async () => {
  const socket = await start();
  const exit = { type: "exit", exitCode: 3, signal: null, reason: "exited", tail: "complete" };
  socket.says(attached());
  socket.writes("bye");
  socket.says(exit);
  socket.closes(1000);

  expect(written).toBe("bye");
  expect(states.at(-1)).toEqual({ kind: "ended", exit });
});

test("says why a session could not be started", async () => {
  answers.push(
    Response.json({ title: "Not running", detail: "demo is not running" }, { status: 409 }),
  );
  await session.start();

  expect(states.at(-1)).toMatchObject({ kind: "failed", message: "demo is not running" });
});

test("offers a new shell where the old one is no longer kept", () => {
  session.resume("gone");
  FakeSocket.last.says({ type: "error", code: "session-not-found", detail: "" });
  FakeSocket.last.closes(4404);

  expect(states.at(-1)).toEqual({ kind: "failed", message: "This session is no longer kept" });
});
