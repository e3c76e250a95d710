package dev.lxdgateway.exec;

import static dev.lxdgateway.exec.ExecCase.pipes;
import static dev.lxdgateway.exec.ExecCase.terminal;
import static dev.lxdgateway.exec.Step.await;
import static dev.lxdgateway.exec.Step.type;

import java.util.List;

/** Shells and full-screen programs, as people use them. */
final class Shells {

    private Shells() {}

    /** An interactive bash with a prompt that its echo cannot be taken for. */
    private static ExecCase bash(String name) {
        return terminal(name, "bash", "--norc", "--noediting", "-i")
                .full()
                .size(80, 24)
                .env("PS1", "<\\#>")
                .env("TERM", "dumb");
    }

    static List<ExecCase> cases() {
        return List.of(
                pipes("a shell that reads its script", "sh")
                        .stdin("echo hi\nexit 6\n")
                        .out("hi\n")
                        .code(6),
                pipes("a shell with arguments", "sh", "-s", "a", "b")
                        .stdin("echo $2$1")
                        .out("ba\n"),
                pipes("bash", "bash", "-c", "set -o pipefail; false | true; echo ${PIPESTATUS[0]}; exit 5")
                        .full()
                        .out("1\n")
                        .code(5),
                pipes("process substitution", "bash", "-c", "diff <(echo a) <(echo b) >/dev/null; echo $?")
                        .full()
                        .out("1\n"),
                pipes("a login shell", "bash", "-lc", "shopt -q login_shell && echo login")
                        .full()
                        .out("login\n"),
                pipes("su", "su", "demo", "-c", "id -un; echo $HOME").full().out("demo\n/home/demo\n"),
                terminal("an interactive sh", "sh")
                        .env("PS1", "> ")
                        .steps(await("> "), type("exit 3\n"))
                        .code(3),
                bash("an interactive bash")
                        .steps(await("<1>"), type("exit 3\n"))
                        .code(3)
                        .out("<1>exit 3\r\nexit\r\n"),
                bash("D14 ^D ends a shell")
                        .steps(await("<1>"), type("\u0004"))
                        .code(0)
                        .out("<1>exit\r\n"),
                bash("D14 ^D ends cat, not the shell")
                        .steps(
                                await("<1>"),
                                type("cat\n"),
                                await("cat\r\n"),
                                type("x\n"),
                                await("x\r\nx\r\n"),
                                type("\u0004"),
                                await("<2>"),
                                type("exit 4\n"))
                        .code(4)
                        .out("<1>cat\r\nx\r\nx\r\n<2>exit 4\r\nexit\r\n"),
                bash("D15 ^C ends the command, not the shell")
                        .steps(
                                await("<1>"),
                                type("echo r; sleep 1000\n"),
                                await("\nr\r\n"),
                                type("\u0003"),
                                await("<2>"),
                                type("exit $?\n"))
                        .code(130)
                        .reason("signal"),
                bash("^\\ ends the command, not the shell")
                        .steps(
                                await("<1>"),
                                type("echo r; sleep 1000\n"),
                                await("\nr\r\n"),
                                type("\u001c"),
                                await("<2>"),
                                type("exit $?\n"))
                        .code(131)
                        .reason("signal"),
                bash("^Z, jobs, fg")
                        .steps(
                                await("<1>"),
                                type("echo r; sleep 1000\n"),
                                await("\nr\r\n"),
                                type("\u001a"),
                                await("<2>"),
                                type("jobs\n"),
                                await("<3>"),
                                type("kill %1; fg; exit 5\n"))
                        .code(5)
                        .outHas("Stopped"),
                bash("D1 a job in the background")
                        .steps(await("<1>"), type("sleep 1000 &\n"), await("<2>"), type("exit 6\n"))
                        .holds()
                        .code(6)
                        .outHas("[1] ")
                        .leaves("sleep 1000"),
                bash("a noisy job in the background")
                        .steps(await("<1>"), type("yes >/dev/null &\n"), await("<2>"), type("exit 7\n"))
                        .holds()
                        .code(7)
                        .outHas("[1] ")
                        .leaves("yes"),
                bash("a shell in a shell")
                        .steps(
                                await("<1>"),
                                type("bash --norc --noediting -i\n"),
                                await("-i\r\n<1>"),
                                type("exit 8\n"),
                                await("<2>"),
                                type("exit $?\n"))
                        .code(8),
                bash("resized")
                        .steps(
                                await("<1>"),
                                Step.resize(101, 31),
                                type("until stty size | grep '31 101'; do sleep 0.05; done; echo $COLUMNS\n"),
                                await("<2>"),
                                type("exit\n"))
                        .code(0)
                        .outHas("31 101\r\n"),
                bash("multi-line input")
                        .steps(
                                await("<1>"),
                                type("for i in 1 2; do\n"),
                                await("> "),
                                type("echo i$i; done\n"),
                                await("<2>"),
                                type("exit\n"))
                        .outHas("i1\r\ni2\r\n"),
                bash("UTF-8 typed")
                        .steps(await("<1>"), type("x='ä€😀'; echo ${#x}\n"), await("<2>"), type("exit\n"))
                        .outHas("\r\n3\r\n"),
                terminal("su", "su", "demo", "-c", "tty | cut -c 1-9; id -un")
                        .full()
                        .out("/dev/pts/\r\ndemo\r\n"),
                terminal("vim", "sh", "-c", "cd /tmp; vim.tiny -u NONE -N {mark}; cat {mark}; rm {mark}")
                        .full()
                        .size(80, 24)
                        .env("TERM", "xterm")
                        .steps(await("~"), type("ihällo"), await("hällo"), type("\u001b:wq\r"))
                        .code(0)
                        .outHas("hällo"),
                terminal("less", "sh", "-c", "seq 1 1000 | less; echo left")
                        .full()
                        .size(80, 24)
                        .env("TERM", "xterm")
                        .steps(await("23"), type(" "), await("46"), type("q"))
                        .code(0)
                        .outHas("46"),
                terminal(
                                "tmux",
                                "tmux",
                                "-L",
                                "{mark}",
                                "-f",
                                "/dev/null",
                                "new-session",
                                "sh -c 'echo inside; read x'")
                        .full()
                        .size(80, 24)
                        .env("TERM", "xterm")
                        .steps(await("inside"), type("\r"))
                        .code(0)
                        .outHas("inside"));
    }
}
