import { expect, test } from "vitest";
import type { Exit } from "./frames";
import { InvalidLaunch, type Launch, LaunchAttempts, SHELL_LAUNCH } from "./launch";
import { isShell } from "./shell";

const missing: Exit = {
  exitCode: 127,
  signal: null,
  reason: "exited",
  tail: "complete",
  bytes: { stdout: 0, stderr: 0 },
};

function attempts(launch: Partial<Launch>): LaunchAttempts {
  return new LaunchAttempts({ ...SHELL_LAUNCH, ...launch });
}

test("tries the next shell where one is not found, and no more than there are", () => {
  const tries = attempts({});
  const tried = [tries.request.command[0]];
  while (tries.next(missing)) tried.push(tries.request.command[0]);

  expect(tried).toEqual(["sh", "bash", "ash"]);
});

test.each<[string, Partial<Exit>]>([
  ["ran and said 127", { bytes: { stdout: 20, stderr: 0 } }],
  ["ended with 1", { exitCode: 1 }],
])("takes a shell that %s as the shell", (_name, exit) => {
  expect(attempts({}).next({ ...missing, ...exit })).toBe(false);
});

test("knows a shell's session by its command", () => {
  expect(isShell(attempts({}).request.command)).toBe(true);
  expect(isShell(attempts({ login: false }).request.command)).toBe(true);
  expect(isShell(["sh", "-c", "ls"])).toBe(false);
});

test("runs a command as it is, or after the profile, and once", () => {
  const plain = attempts({ command: "top -d 'a b'", login: false });

  expect(plain.request.command).toEqual(["top", "-d", "a b"]);
  expect(attempts({ command: "top" }).request.command.slice(-3)).toEqual([
    'exec "$@"',
    "sh",
    "top",
  ]);
  expect(plain.next(missing)).toBe(false);
});

test("sends what was filled in and nothing else", () => {
  const { command: _, ...nothing } = attempts({}).request;
  expect(nothing).toEqual({ environment: { TERM: "xterm-256color", COLORTERM: "truecolor" } });

  const { command: __, ...all } = attempts({
    user: " 1000 ",
    group: "100",
    cwd: "/srv",
    environment: "A=1\n\n  TERM=vt100\nB=x=y ",
  }).request;
  expect(all).toEqual({
    user: 1000,
    group: 100,
    cwd: "/srv",
    environment: { TERM: "vt100", COLORTERM: "truecolor", A: "1", B: "x=y " },
  });
});

test.each<Partial<Launch>>([
  { command: "say 'open" },
  { user: "root" },
  { group: "-1" },
  { cwd: "srv" },
  { environment: "A" },
])("refuses %o and says which field it is", (launch) => {
  try {
    attempts(launch);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidLaunch);
    expect(error).toMatchObject({ field: Object.keys(launch)[0] });
  }
});
