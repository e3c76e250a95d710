package dev.lxdgateway.exec;

import static dev.lxdgateway.exec.ExecCase.shell;
import static dev.lxdgateway.exec.ExecCase.terminalShell;
import static dev.lxdgateway.exec.Step.await;
import static dev.lxdgateway.exec.Step.eof;
import static dev.lxdgateway.exec.Step.signal;
import static dev.lxdgateway.exec.Step.type;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Signals go to the one process that the server started, whatever their name or number. */
final class Signals {

    private static final String SLEEPS = "echo ready; exec sleep {mark}";
    private static final String WAITS = "; echo ready; while :; do sleep 0.05; done";

    /** Those that LXD's client hands on. */
    private static final Map<String, Integer> COMMON =
            Map.of("INT", 2, "QUIT", 3, "ABRT", 6, "USR1", 10, "SEGV", 11, "USR2", 12, "TERM", 15);

    /** Those that it can't; of HUP it makes TERM where it has no terminal. */
    private static final Map<String, Integer> OTHER = Map.of(
            "KILL",
            9,
            "PIPE",
            13,
            "ALRM",
            14,
            "SIGKILL",
            9,
            "sigterm",
            15,
            "9",
            9,
            "RTMIN",
            34,
            "RTMIN+5",
            39,
            "RTMAX",
            64,
            "SIGRTMAX-1",
            63);

    private Signals() {}

    static List<ExecCase> cases() {
        return Stream.of(
                        COMMON.entrySet().stream().map(signal -> dies(signal.getKey(), signal.getValue())),
                        OTHER.entrySet().stream()
                                .map(signal ->
                                        dies(signal.getKey(), signal.getValue()).clientCannot()),
                        Stream.of("TERM", "INT", "USR1")
                                .map(name -> terminalShell("D16 " + name, SLEEPS)
                                        .steps(await("ready"), signal(name))
                                        .code(128 + COMMON.getOrDefault(name, 0))
                                        .out("ready\r\n")
                                        .reason("signal")),
                        others())
                .flatMap(cases -> cases)
                .toList();
    }

    private static ExecCase dies(String name, int number) {
        return shell("D16 " + name, SLEEPS)
                .steps(await("ready"), signal(name))
                .code(128 + number)
                .out("ready\n")
                .err("")
                .reason("signal");
    }

    private static Stream<ExecCase> others() {
        return Stream.of(
                shell("a caught TERM that ends well", "trap 'echo caught; exit 0' TERM" + WAITS)
                        .steps(await("ready"), signal("TERM"))
                        .code(0)
                        .out("ready\ncaught\n"),
                shell("a caught TERM with a code of its own", "trap 'exit 33' TERM" + WAITS)
                        .steps(await("ready"), signal("TERM"))
                        .code(33),
                shell("D16 a trap that goes on", "trap 'echo usr1' USR1" + WAITS)
                        .steps(await("ready"), signal("USR1"), await("usr1"), signal("TERM"))
                        .code(143)
                        .out("ready\nusr1\n"),
                shell("an ignored HUP", "trap '' HUP; trap 'echo term; exit 4' TERM" + WAITS)
                        .steps(await("ready"), signal("HUP"), signal("TERM"))
                        .code(4)
                        .out("ready\nterm\n"),
                shell("a real-time signal that is caught", "trap 'echo caught; exit 6' 40" + WAITS)
                        .clientCannot()
                        .steps(await("ready"), signal("RTMIN+6"))
                        .code(6)
                        .out("ready\ncaught\n")
                        .err(""),
                shell("D17 only the process itself", "echo ready; sleep {mark}; echo x")
                        .holds()
                        .steps(await("ready"), signal("TERM"))
                        .code(143)
                        .out("ready\n")
                        .err("")
                        .leaves("sleep {mark}"),
                shell("stopped and continued", "echo ready; read line; echo got $line")
                        .clientCannot()
                        .steps(await("ready"), signal("STOP"), type("it\n"), signal("CONT"))
                        .code(0)
                        .out("ready\ngot it\n")
                        .err(""),
                shell("a signal after the end of stdin", "cat; echo ready; exec sleep {mark}")
                        .steps(type("in\n"), eof(), await("ready"), signal("INT"))
                        .code(130)
                        .out("in\nready\n"),
                shell(
                                "a signal to a program that has closed its streams",
                                "echo ready; exec >&- 2>&- <&-; exec sleep {mark}")
                        .steps(await("ready"), signal("TERM"))
                        .code(143)
                        .out("ready\n"),
                terminalShell("D17 its children go by the terminal's hang-up", "echo ready; sleep {mark}; echo x")
                        .steps(await("ready"), signal("TERM"))
                        .code(143)
                        .out("ready\r\n"),
                terminalShell("D16 KILL", SLEEPS)
                        .clientCannot()
                        .steps(await("ready"), signal("KILL"))
                        .code(137)
                        .out("ready\r\n"),
                terminalShell("D16 a trap that goes on", "trap 'echo usr1' USR1" + WAITS)
                        .steps(await("ready"), signal("USR1"), await("usr1"), signal("TERM"))
                        .code(143)
                        .out("ready\r\nusr1\r\n"),
                terminalShell("a caught HUP", "trap 'exit 7' HUP" + WAITS)
                        .clientCannot()
                        .steps(await("ready"), signal("HUP"))
                        .code(7)
                        .out("ready\r\n"));
    }
}
