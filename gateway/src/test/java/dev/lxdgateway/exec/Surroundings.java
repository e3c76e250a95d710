package dev.lxdgateway.exec;

import static dev.lxdgateway.exec.ExecCase.pipes;
import static dev.lxdgateway.exec.ExecCase.shell;
import static dev.lxdgateway.exec.ExecCase.terminalShell;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a process finds: environment, arguments, directory, user, limits, open files. */
final class Surroundings {

    private static final String ARGUMENTS = "for a in \"$@\"; do printf '<%s>' \"$a\"; done";

    private Surroundings() {}

    static List<ExecCase> cases() {
        return Stream.of(environments(), arguments(), places())
                .flatMap(cases -> cases)
                .toList();
    }

    private static ExecCase variable(String name, String value) {
        return shell("D37 environment: " + name, "printf %s \"$VALUE\"")
                .env("VALUE", value)
                .out(value);
    }

    private static Stream<ExecCase> environments() {
        return Stream.of(
                shell("the whole environment", "env | sort"),
                terminalShell("the whole environment", "env | sort"),
                shell("the whole environment of a user", "env | sort").as(1000, 1000),
                variable("nothing", ""),
                variable("spaces", "  a  b  "),
                variable("UTF-8", "grüße €😀"),
                variable("newlines", "a\nb\n\nc"),
                variable("equals", "a=b=c=="),
                variable("quotes", "'\"`$HOME\\"),
                variable("control characters", "\u0001\u001b[0m\t\r"),
                variable("a hundred thousand characters", "x".repeat(100_000)),
                shell("an empty variable is there", "env | grep ^VALUE=")
                        .env("VALUE", "")
                        .out("VALUE=\n"),
                shell("TERM", "echo $TERM").env("TERM", "xterm-256color").out("xterm-256color\n"),
                terminalShell("TERM", "echo $TERM").env("TERM", "screen").out("screen\r\n"),
                shell("another PATH", "echo $PATH").env("PATH", "/bin").out("/bin\n"),
                shell("another HOME is the directory", "echo $HOME; pwd").env("HOME", "/tmp"),
                shell("another LANG", "echo $LANG").env("LANG", "de_DE.UTF-8").out("de_DE.UTF-8\n"),
                shell("another USER", "echo $USER").env("USER", "somebody").out("somebody\n"),
                shell("a name in lower case", "echo $lower").env("lower", "x").out("x\n"),
                pipes("a name that no shell takes", "env").env("a.b-c", "x").outHas("a.b-c=x\n"));
    }

    private static ExecCase arguments(String name, String... arguments) {
        var command = Stream.concat(Stream.of("sh", "-c", ARGUMENTS, "sh"), Stream.of(arguments))
                .toArray(String[]::new);
        var expected = new StringBuilder();
        for (var argument : arguments) {
            expected.append('<').append(argument).append('>');
        }
        return pipes("arguments: " + name, command).out(expected.toString());
    }

    private static Stream<ExecCase> arguments() {
        return Stream.of(
                arguments("none"),
                arguments("empty", "", ""),
                arguments("spaces", " a  b ", "c d"),
                arguments("quotes", "it's", "\"so\"", "`so`", "\\"),
                arguments("what shells expand", "$HOME", "*", "~", "!!", "a;b", "a&b", "a|b", ">x"),
                arguments("UTF-8", "grüße", "€😀", "日本語"),
                arguments("newlines and tabs", "a\nb", "\t", "\r\n"),
                arguments("options", "-n", "--", "-", "--force-interactive"),
                arguments("control characters", "\u0001", "\u001b[31m", "\u007f"),
                arguments("a hundred thousand characters", "x".repeat(100_000)),
                arguments(
                        "a thousand",
                        IntStream.range(0, 1000).mapToObj(String::valueOf).toArray(String[]::new)),
                pipes("the program's name as given", "sh", "-c", "echo $0").out("sh\n"),
                pipes("a program by its path", "/bin/echo", "x").out("x\n"),
                pipes("a name with a space", "no such command").code(127));
    }

    private static Stream<ExecCase> places() {
        return Stream.of(
                pipes("U10 the directory", "pwd").out("/root\n"),
                pipes("U10 another directory", "pwd").in("/tmp").out("/tmp\n"),
                pipes("the root directory", "pwd").in("/").out("/\n"),
                pipes("D32 a directory that is missing", "pwd").in("/no/such"),
                pipes("D32 a directory that is a file", "pwd").in("/etc/passwd"),
                pipes("a directory that is relative", "pwd").in("tmp"),
                pipes("a directory with a dot", "pwd").in("/usr/../tmp").out("/tmp\n"),
                pipes("U10 a user", "id", "-u").as(1000, 0).out("1000\n"),
                pipes("U10 a group", "id", "-g").as(0, 1000).out("1000\n"),
                shell("U10 a user and a group", "id -u; id -g; pwd")
                        .as(1234, 5678)
                        .in("/tmp")
                        .out("1234\n5678\n/tmp\n"),
                shell("D33 a user without a home", "echo ${HOME-none} ${USER-none}; pwd")
                        .as(1000, 1000),
                pipes("no groups of the user's", "id").as(1000, 1000),
                pipes("root's groups", "id"),
                pipes("nobody", "id", "-u").as(65534, 65534).out("65534\n"),
                pipes("a user outside of the map", "id", "-u").as(2_000_000, 0),
                pipes("a group outside of the map", "id", "-g").as(0, 2_000_000),
                shell("a user who may not", "cat /etc/shadow").as(1000, 1000).code(1),
                terminalShell("U10 a user", "id -u; id -g").as(1000, 1001).out("1000\r\n1001\r\n"),
                shell("the host's name", "hostname"),
                shell("limits", "ulimit -n; ulimit -c; ulimit -u; ulimit -s"),
                shell("umask", "umask"),
                shell("open files", "ls /proc/self/fd"),
                shell("signals ignored and blocked", "grep ^Sig[BI] /proc/self/status"),
                shell("capabilities", "grep ^Cap /proc/self/status"),
                shell("oom score", "cat /proc/self/oom_score_adj"),
                shell("no terminal", "for fd in 0 1 2; do test -t $fd; echo $?; done")
                        .out("1\n1\n1\n"),
                shell("no controlling terminal", "tty; cat </dev/tty").out("not a tty\n"),
                shell(
                        "kinds of stdin, stdout and stderr",
                        "for f in 0 1 2; do readlink /proc/self/fd/$f | cut -c 1-5; done"));
    }
}
