package dev.lxdgateway.exec;

import static dev.lxdgateway.exec.ExecCase.pipes;
import static dev.lxdgateway.exec.ExecCase.shell;
import static dev.lxdgateway.exec.ExecCase.terminalShell;

import java.util.List;

/** Those of LXD's own exec tests that are a command and its result; {@link LxdExecSuiteIT} has the others. */
final class UpstreamSuite {

    private UpstreamSuite() {}

    static List<ExecCase> cases() {
        return List.of(
                pipes("U1 cat", "cat").stdin("abc1\n").out("abc1\n").code(0),
                pipes("U5 a missing command", "missingcmd").code(127),
                shell("U6 tee and cat", "tee /tmp/foo1-{mark} >/dev/null; cat /tmp/foo1-{mark}; rm /tmp/foo1-{mark}")
                        .stdin("hello\n")
                        .out("hello\n"),
                pipes("U7 true", "true").code(0),
                pipes("U7 false", "false").code(1),
                pipes("U7 /root", "/root").code(126),
                pipes("U7 invalid-command", "invalid-command").code(127),
                shell("U11 a variable", "env | grep ^BEST")
                        .env("BEST_BAND", "meshuggah")
                        .out("BEST_BAND=meshuggah\n"),
                pipes("U12 echo", "echo", "test").out("test\n"),
                terminalShell("U13 chown of the terminal", "chown 1000:1000 /proc/self/fd/0")
                        .code(0),
                shell("U14 tee", "tee /tmp/foo-{mark}; rm /tmp/foo-{mark}")
                        .stdin("foo\n")
                        .out("foo\n"),
                pipes("U15 md5sum", "md5sum").stdin("12345\n".repeat(20_000)).code(0));
    }
}
