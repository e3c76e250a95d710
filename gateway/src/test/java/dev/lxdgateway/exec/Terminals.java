package dev.lxdgateway.exec;

import static dev.lxdgateway.exec.ExecCase.terminal;
import static dev.lxdgateway.exec.ExecCase.terminalShell;
import static dev.lxdgateway.exec.Step.await;
import static dev.lxdgateway.exec.Step.eof;
import static dev.lxdgateway.exec.Step.input;
import static dev.lxdgateway.exec.Step.resize;
import static dev.lxdgateway.exec.Step.type;
import static dev.lxdgateway.exec.Step.typeByByte;

import java.util.List;
import java.util.stream.Stream;

/** Terminals: their size, their line discipline, the keys that are signals, and what is typed into them. */
final class Terminals {

    private static final String WINCH = "trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done";

    private Terminals() {}

    static List<ExecCase> cases() {
        return Stream.of(sizes(), outputs(), keys()).flatMap(cases -> cases).toList();
    }

    private static Stream<ExecCase> sizes() {
        return Stream.of(
                terminal("D18 size at the start", "stty", "size").size(120, 40).out("40 120\r\n"),
                terminal("a large size", "stty", "size").size(500, 200).out("200 500\r\n"),
                // BusyBox takes one column for no size at all
                terminal("the smallest size", "stty", "size").full().size(1, 1).out("1 1\r\n"),
                // asks until it has come: LXD takes sizes and input by two sockets, in no order
                terminalShell(
                                "D18 resized",
                                "stty size; while stty size | grep -q '40 120'; do sleep 0.05; done; stty size")
                        .size(120, 40)
                        .steps(await("40 120"), resize(100, 30))
                        .out("40 120\r\n30 100\r\n"),
                terminalShell("WINCH", WINCH)
                        .size(80, 24)
                        .steps(await("24 80"), resize(90, 33), await("33 90"), type("\u0003"))
                        .code(130)
                        .out("24 80\r\n33 90\r\n^C"),
                terminalShell("WINCH twice", WINCH)
                        .size(80, 24)
                        .steps(
                                await("24 80"),
                                resize(91, 34),
                                await("34 91"),
                                resize(92, 35),
                                await("35 92"),
                                type("\u0003"))
                        .code(130)
                        .out("24 80\r\n34 91\r\n35 92\r\n^C"));
    }

    private static Stream<ExecCase> outputs() {
        return Stream.of(
                terminalShell("line ends", "printf 'a\\nb\\r\\n'").out("a\r\nb\r\r\n"),
                terminalShell("line ends as they are", "stty -onlcr; printf 'a\\nb'")
                        .out("a\nb"),
                terminalShell("bytes", "stty raw; printf '\\001\\002\\033[31m\\177'")
                        .out("\u0001\u0002\u001b[31m\u007f"),
                terminalShell("stderr too", "echo out; echo err >&2; exit 7")
                        .out("out\r\nerr\r\n")
                        .code(7),
                terminalShell("D20 UTF-8", "printf 'äöü€😀'").out("äöü€😀"),
                terminalShell("is a terminal", "for fd in 0 1 2; do test -t $fd; echo $?; done")
                        .out("0\r\n0\r\n0\r\n"),
                terminalShell("its path", "tty | cut -c 1-9").out("/dev/pts/\r\n"),
                terminalShell("by /dev/tty", "echo hi >/dev/tty").out("hi\r\n"),
                terminalShell("its settings", "stty -a").size(80, 24),
                terminalShell("U13 belongs to root", "chown 1000:1000 /proc/self/fd/0; echo $?")
                        .out("0\r\n"),
                terminalShell("does not belong to a user", "echo x >/dev/stdout; echo $?")
                        .as(1000, 1000),
                terminal("D6 many lines", "seq", "1", "20000").out(Streams.lines(20_000, "\r\n")),
                terminalShell("D6 many lines and a code", "seq 1 50000; exit 3")
                        .out(Streams.lines(50_000, "\r\n"))
                        .code(3),
                terminalShell("one long line", "head -c 100000 /dev/zero | tr '\\0' x")
                        .out("x".repeat(100_000)),
                terminalShell("no output", ":").out("").code(0));
    }

    private static Stream<ExecCase> keys() {
        return Stream.of(
                terminal("echo", "cat")
                        .steps(type("hello\n"), await("hello\r\nhello\r\n"), eof())
                        .out("hello\r\nhello\r\n")
                        .code(0),
                terminalShell("no echo", "stty -echo; echo ready; read x; echo got $x")
                        .steps(await("ready"), type("secret\n"))
                        .out("ready\r\ngot secret\r\n"),
                terminalShell("D14 the end of input by ^D", "cat; echo end $?")
                        .steps(type("x\n"), await("x\r\nx\r\n"), type("\u0004"))
                        .out("x\r\nx\r\nend 0\r\n"),
                terminalShell("D14 ^D in the middle of a line", "cat; echo end")
                        .steps(type("ab\u0004"), await("abab"), type("\u0004"))
                        .out("ababend\r\n"),
                terminalShell("^D for read", "read x; echo $?").steps(eof()).out("1\r\n"),
                terminalShell("D15 ^C", "echo ready; exec sleep {mark}")
                        .steps(await("ready"), type("\u0003"))
                        .code(130)
                        .out("ready\r\n^C"),
                terminalShell("^\\", "echo ready; exec sleep {mark}")
                        .steps(await("ready"), type("\u001c"))
                        .code(131)
                        .out("ready\r\n^\\"),
                terminalShell(
                                "^C that is caught",
                                "trap 'echo int; exit 5' INT; echo ready; while :; do sleep 0.05; done")
                        .steps(await("ready"), type("\u0003"))
                        .code(5)
                        .out("ready\r\n^Cint\r\n"),
                terminalShell("^C reaches the children", "trap 'exit 6' INT; echo ready; sleep {mark}")
                        .steps(await("ready"), type("\u0003"))
                        .code(6)
                        .out("ready\r\n^C"),
                terminalShell("^C in raw mode is a byte", "stty raw -echo; echo ready; head -c 1 | od -An -tx1")
                        .steps(await("ready"), type("\u0003"))
                        .out("ready\n 03\n"),
                terminalShell("typed ahead", "sleep 0.5; read x; echo got $x")
                        .steps(type("hello\n"))
                        .out("hello\r\ngot hello\r\n"),
                terminalShell("^S and ^Q", "stty -echo; echo ready; read x; echo $x")
                        .steps(await("ready"), type("\u0013\u0011"), type("on\n"))
                        .out("ready\r\non\r\n"),
                terminalShell("backspace", "stty -echo; echo ready; read x; echo $x")
                        .steps(await("ready"), type("abx\u007fc\n"))
                        .out("ready\r\nabc\r\n"),
                terminalShell("D20 characters byte by byte", "stty -echo; echo ready; read x; echo $x")
                        .steps(await("ready"), typeByByte("ä€😀\n"))
                        .out("ready\r\nä€😀\r\n"),
                terminalShell("a large paste", "stty raw -echo; printf ready; head -c 300000 | sha256sum")
                        .steps(await("ready"), input(Streams.bytes(300_000)))
                        .out("ready" + Sha256.hex(Streams.bytes(300_000)) + "  -\n"),
                terminalShell("typed and left", "echo ready; read x; exit 3")
                        .steps(await("ready"), type("x\n"))
                        .code(3)
                        .out("ready\r\nx\r\n"));
    }
}
