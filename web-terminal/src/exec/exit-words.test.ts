import { expect, test } from "vitest";
import { exitInWords } from "./exit-words";
import type { Exit } from "./frames";

function exit(overrides: Partial<Exit>): Exit {
  return { exitCode: 0, signal: null, reason: "exited", tail: "complete", ...overrides };
}

test.each<[Partial<Exit>, string]>([
  [{}, "Exited with code 0"],
  [{ exitCode: 3 }, "Exited with code 3"],
  [{ exitCode: 137, signal: "KILL", reason: "signal" }, "Ended by SIGKILL (code 137)"],
  [{ exitCode: 143, signal: "SIGTERM", reason: "signal" }, "Ended by SIGTERM (code 143)"],
  [{ exitCode: 137, reason: "killed-by-timeout" }, "Ended by the time limit (code 137)"],
  [{ exitCode: 129, reason: "hung-up" }, "Hung up (code 129)"],
  [{ exitCode: 137, signal: "KILL", reason: "hung-up" }, "Hung up by SIGKILL (code 137)"],
  [{ exitCode: null, reason: "gateway-drain" }, "Ended because the gateway is going away"],
  [{ exitCode: 137, reason: "instance-stopped" }, "The instance was stopped (code 137)"],
  [{ exitCode: null, reason: "lxd-lost" }, "The server was lost; the exit code is unknown"],
  [{ exitCode: 126, reason: "start-failed" }, "The shell did not start (code 126)"],
  [{ exitCode: 127, reason: "start-failed" }, "This instance has no shell"],
])("%o is %s", (overrides, headline) => {
  expect(exitInWords(exit(overrides)).headline).toBe(headline);
});

test("a shell that ended with its last command's 127 is not a missing one", () => {
  const ran = exit({ exitCode: 127, bytes: { stdout: 812, stderr: 0 } });
  const missing = exit({ exitCode: 127, bytes: { stdout: 0, stderr: 0 } });

  expect(exitInWords(ran).note).toBe("A command was not found");
  expect(exitInWords(missing).headline).toBe("This instance has no shell");
  expect(exitInWords(missing).note).toBe("Neither bash nor ash nor sh was found");
});

test("says what is known about the end of the output", () => {
  expect(exitInWords(exit({ tail: "unverified" })).note).toBe("End of output unverified");
  expect(exitInWords(exit({ tail: "cut", detail: "limit reached" })).note).toBe(
    "Output is cut: limit reached",
  );
  expect(
    exitInWords(exit({ exitCode: 137, signal: "KILL", reason: "signal", tail: "unverified" })).note,
  ).toBe("Killed at once, by hand or for want of memory · End of output unverified");
});

test("speaks of the command where one was asked for", () => {
  const missing = exit({ exitCode: 127, reason: "start-failed", detail: "exec: no such file" });

  expect(exitInWords(missing, false)).toMatchObject({
    headline: "Command not found (code 127)",
    note: "exec: no such file",
  });
  expect(exitInWords({ ...missing, exitCode: 126, detail: null }, false).headline).toBe(
    "The command did not start (code 126)",
  );
});

test.each<[Partial<Exit>, string | null]>([
  [{ exitCode: 0 }, null],
  [{ exitCode: 126 }, "A command could not be executed"],
  [
    { exitCode: 137, signal: "KILL", reason: "signal" },
    "Killed at once, by hand or for want of memory",
  ],
  [{ exitCode: 170, signal: "42", reason: "signal" }, null],
])("%o means %s", (overrides, note) => {
  expect(exitInWords(exit(overrides)).note).toBe(note);
});
