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

  expect(exitInWords(ran).note).toBeNull();
  expect(exitInWords(missing).note).toBe("No sh in this instance?");
});

test("says what is known about the end of the output", () => {
  expect(exitInWords(exit({ tail: "unverified" })).note).toBe("End of output unverified");
  expect(exitInWords(exit({ tail: "cut", detail: "limit reached" })).note).toBe(
    "Output is cut: limit reached",
  );
});
