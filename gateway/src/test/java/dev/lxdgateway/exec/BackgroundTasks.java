package dev.lxdgateway.exec;

import static dev.lxdgateway.exec.ExecCase.shell;
import static dev.lxdgateway.exec.ExecCase.terminalShell;

import java.time.Duration;
import java.util.List;

/** A background task never holds the end, and never loses what the command itself wrote. */
final class BackgroundTasks {

    /** A second of silence, and what a busy machine adds. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private BackgroundTasks() {}

    static List<ExecCase> cases() {
        return List.of(
                held("D1 holds both streams", "sleep {mark} & echo done; exit 9")
                        .code(9),
                held("D1 in a session of its own", "setsid sleep {mark} & echo done")
                        .code(0),
                held("holds stdout", "sleep {mark} 2>/dev/null & echo done; exit 3")
                        .code(3),
                held("holds stderr", "sleep {mark} >/dev/null & echo done; exit 4")
                        .code(4),
                held(
                                "holds stdout by another descriptor",
                                "exec 5>&1; sleep {mark} >/dev/null 2>&1 & echo done; exit 5")
                        .code(5),
                held("a daemon", "(setsid sh -c 'sleep {mark} & exit' &) ; echo done; exit 6")
                        .code(6),
                held("the command kills itself", "sleep {mark} & echo done; kill -9 $$")
                        .code(137),
                held("the command can't find a program", "sleep {mark} & echo done; exec /no/such 2>/dev/null")
                        .code(127),
                shell("much output before", "sleep {mark} & seq 1 50000; exit 7")
                        .holds()
                        .out(Streams.lines(50_000, "\n"))
                        .err("")
                        .code(7)
                        .within(SOON)
                        .leaves("sleep {mark}"),
                shell("D3 holds nothing", "setsid sleep {mark} >/dev/null 2>&1 </dev/null & echo ok")
                        .out("ok\n")
                        .code(0)
                        .within(Duration.ofSeconds(4))
                        .leaves("sleep {mark}"),
                shell("holds stdin", "sleep {mark} >/dev/null 2>&1 <&0 & echo ok")
                        .out("ok\n")
                        .code(0)
                        .leaves("sleep {mark}"),
                shell("writes a moment later", "(sleep 0.2; echo late) & echo first; exit 2")
                        .out("first\nlate\n")
                        .code(2),
                shell("writes on for ever", "yes & echo start; sleep 0.1; exit 3")
                        .floods()
                        .outHas("start\n")
                        .err("")
                        .code(3)
                        .within(Duration.ofSeconds(10)),
                shell("D2 writes on from a session of its own", "setsid yes & echo start; sleep 0.1")
                        .floods()
                        .outHas("start\n")
                        .err("")
                        .code(0)
                        .within(Duration.ofSeconds(10)),
                shell("writes now and then", "while :; do sleep 0.3; echo tick; done & echo start; exit 8")
                        .holds()
                        .outBegins("start\n")
                        .err("")
                        .code(8)
                        .within(Duration.ofSeconds(10)),
                shell("waited for", "sleep 0.3 & wait; echo done; exit 2")
                        .out("done\n")
                        .code(2),
                terminalShell("a plain one goes by the hang-up", "sleep {mark} & echo done; exit 9")
                        .out("done\r\n")
                        .code(9)
                        .within(SOON),
                terminalShell("D1 in a session of its own", "setsid sleep {mark} & sleep 0.3; echo done; exit 3")
                        .holds()
                        .out("done\r\n")
                        .code(3)
                        .within(SOON)
                        .leaves("sleep {mark}"),
                terminalShell("D3 holds nothing", "setsid sleep {mark} >/dev/null 2>&1 & sleep 0.3; echo ok")
                        .out("ok\r\n")
                        .code(0)
                        .within(SOON)
                        .leaves("sleep {mark}"),
                terminalShell("D2 writes on", "yes & echo start; sleep 0.2; exit 3")
                        .outHas("start\r\n")
                        .code(3)
                        .within(Duration.ofSeconds(10)),
                terminalShell("D2 writes on from a session of its own", "setsid yes & echo start; sleep 0.2; exit 4")
                        .outHas("start\r\n")
                        .code(4)
                        .within(Duration.ofSeconds(10)),
                shell("a caller that vanishes", "exec sleep {mark}").vanishes().reason("hung-up"),
                terminalShell("D22 a caller that vanishes", "exec sleep {mark}")
                        .vanishes()
                        .reason("hung-up"),
                terminalShell("D22 a caller that vanishes from a shell with a child", "sleep {mark}; echo x")
                        .vanishes()
                        .reason("hung-up"),
                shell("a caller that vanishes from what ignores HUP", "trap '' HUP; exec sleep {mark}")
                        .vanishes()
                        .reason("hung-up"));
    }

    private static ExecCase held(String name, String line) {
        return shell(name, line).holds().out("done\n").err("").within(SOON).leaves("sleep {mark}");
    }
}
