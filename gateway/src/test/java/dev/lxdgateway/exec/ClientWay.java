package dev.lxdgateway.exec;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The server's own client, {@code lxc exec} or {@code incus exec}: the truth that the gateway is measured by. */
final class ClientWay implements Way {

    private static final String PROGRAM_S_FAULT = "Error: Command not (found|executable)\n";

    private final Api api;

    ClientWay(Api api) {
        this.api = api;
    }

    @Override
    public String name() {
        return "client";
    }

    @Override
    public boolean canRun(ExecCase of, LabServer server) {
        return !of.clientCannot && !of.isHeldBackBy(server);
    }

    @Override
    public Result run(ExecCase of, LabServer server, String mark) throws Exception {
        long start = System.nanoTime();
        var process = Lab.get().start(inTerminal(of, command(of, server, mark)));
        try {
            var stdout = new Collected(process.getInputStream());
            var stderr = new Collected(process.getErrorStream());
            Thread.ofVirtual().start(() -> feed(of, process));
            var running = new LocalProcess(process, stdout, of.terminal, of.cols > 0);
            of.steps.forEach(step -> step.accept(running));
            if (of.vanishes) {
                new Leftovers(api, server, of.instance).awaitStart(mark);
                running.vanish();
            }
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the client does not end");
            }
            var took = Duration.ofNanos(System.nanoTime() - start);
            var errors = stderr.all().replaceFirst(PROGRAM_S_FAULT + "$", "");
            return new Result(name(), process.exitValue(), stdout.all(), errors, took, null);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void feed(ExecCase of, Process process) {
        try {
            process.getOutputStream().write(of.stdin);
            process.getOutputStream().flush();
            if (of.steps.isEmpty() && !of.terminal) {
                process.getOutputStream().close();
            }
        } catch (IOException _) {
            // the program did not want it all
        }
    }

    private static List<String> command(ExecCase of, LabServer server, String mark) {
        var command = new ArrayList<String>();
        command.add(Lab.get().program(server.remote()));
        command.add("exec");
        command.add(Lab.get().named(server.remote(), of.instance));
        command.add(of.terminal ? "-t" : "-T");
        of.environment(mark).forEach((name, value) -> command.addAll(List.of("--env", name + "=" + value)));
        command.addAll(List.of("--user", String.valueOf(of.user), "--group", String.valueOf(of.group)));
        if (of.cwd != null) {
            command.addAll(List.of("--cwd", of.cwd));
        }
        command.add("--");
        command.addAll(of.command(mark));
        return command;
    }

    /** Where the size matters, the client needs a terminal of its own. */
    private static List<String> inTerminal(ExecCase of, List<String> client) {
        if (of.cols == 0) {
            return client;
        }
        var line = client.stream().map(ClientWay::quoted).collect(Collectors.joining(" "));
        return List.of(
                "script", "-qec", "stty cols %d rows %d; exec %s".formatted(of.cols, of.rows, line), "/dev/null");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** The client as a process of this machine. */
    private record LocalProcess(Process process, Collected stdout, boolean terminal, boolean wrapped)
            implements Running {

        private long pid() {
            return wrapped ? process.children().findFirst().orElseThrow().pid() : process.pid();
        }

        @Override
        public void await(String text) {
            stdout.await(text);
        }

        @Override
        public void input(byte[] input) {
            try {
                process.getOutputStream().write(input);
                process.getOutputStream().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void eof() {
            if (terminal) {
                input(new byte[] {4});
                return;
            }
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void signal(String name) {
            local("kill", "-" + name, String.valueOf(pid()));
        }

        @Override
        public void resize(int cols, int rows) {
            local("stty", "-F", tty(), "cols", String.valueOf(cols), "rows", String.valueOf(rows));
        }

        private String tty() {
            try {
                return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid()), "fd", "0"))
                        .toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void vanish() {
            signal("KILL");
        }

        private static void local(String... command) {
            Lab.run(command).orFail();
        }
    }
}
