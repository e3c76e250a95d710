package dev.lxdgateway.exec;

import static dev.lxdgateway.exec.ExecCase.pipes;
import static dev.lxdgateway.exec.ExecCase.shell;
import static dev.lxdgateway.exec.ExecCase.terminal;
import static dev.lxdgateway.exec.ExecCase.terminalShell;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Exit codes are the shell's: the program's own, 128 + n of a signal, 126 and 127 for what can't be run. */
final class ExitCodes {

    private static final int[] SAMPLED = {0, 1, 2, 3, 42, 64, 125, 126, 127, 128, 129, 137, 143, 165, 192, 193, 254, 255
    };

    private ExitCodes() {}

    static List<ExecCase> cases() {
        return Stream.of(
                        IntStream.of(SAMPLED).mapToObj(ExitCodes::exits),
                        IntStream.of(0, 5, 126, 127, 137, 255).mapToObj(ExitCodes::exitsInTerminal),
                        IntStream.of(1, 2, 6, 9, 10, 11, 13, 14, 15, 34, 35, 63, 64)
                                .mapToObj(ExitCodes::kills),
                        others())
                .flatMap(cases -> cases)
                .toList();
    }

    private static ExecCase exits(int code) {
        return shell("D30 exit " + code, "exit " + code).code(code).out("");
    }

    private static ExecCase exitsInTerminal(int code) {
        return terminalShell("D30 exit " + code, "exit " + code).code(code).out("");
    }

    private static ExecCase kills(int signal) {
        return shell("D30 kills itself by signal " + signal, "kill -%d $$".formatted(signal))
                .code(128 + signal)
                .reason("signal");
    }

    private static Stream<ExecCase> others() {
        return Stream.of(
                pipes("no such command", "nosuchcommand").code(127).out("").err(""),
                pipes("no such path", "/no/such/path").code(127).out("").err(""),
                pipes("a path through a file", "/etc/passwd/x").out("").err(""),
                pipes("a directory", "/etc").code(126).out("").err(""),
                pipes("a file that is not executable", "/etc/passwd")
                        .code(126)
                        .out("")
                        .err(""),
                pipes("a script without an interpreter", Fixtures.PLAIN_SCRIPT)
                        .out("plain\n")
                        .code(5),
                pipes("a script whose interpreter is missing", Fixtures.ORPHAN_SCRIPT)
                        .out("")
                        .err(""),
                pipes("a loop of symbolic links", Fixtures.LOOP).out("").err(""),
                pipes("a relative path", "./plain").in(Fixtures.DIRECTORY).code(5),
                terminal("no such command", "nosuchcommand").code(127).out(""),
                terminal("a directory", "/etc").code(126).out(""),
                terminalShell("kills itself", "kill -9 $$").code(137).reason("signal"),
                shell("a command that is killed in a pipeline", "sh -c 'kill -9 $$' | cat; echo $?")
                        .code(0)
                        .out("0\n"),
                shell("a child that is killed", "sh -c 'kill -TERM $$'; echo $?; exit 8")
                        .code(8)
                        .outHas("143\n"),
                shell("a code of a child handed on", "sh -c 'exit 77'").code(77),
                shell("a code of more than a byte", "exit 300").code(300 % 256),
                shell("a failed exec", "exec /no/such/path").code(127),
                shell("set -e", "set -e; false; echo not reached").code(1).out(""));
    }
}
