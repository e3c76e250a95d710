package dev.lxdgateway.lxd;

import static dev.lxdgateway.lxd.FaultCase.Expected.exit;
import static dev.lxdgateway.lxd.FaultCase.Expected.noCode;
import static dev.lxdgateway.lxd.FaultCase.Expected.startFailed;
import static dev.lxdgateway.lxd.FaultCase.Expected.whole;
import static dev.lxdgateway.support.stub.StubServer.LXD_5_0_2;
import static dev.lxdgateway.support.stub.StubServer.RESTRICTED_LXD_5_0_2;

import dev.lxdgateway.lxd.FaultCase.Expected;
import dev.lxdgateway.lxd.Play.Break;
import dev.lxdgateway.lxd.Play.State;
import dev.lxdgateway.lxd.Play.Then;
import dev.lxdgateway.support.stub.Call;
import dev.lxdgateway.support.stub.Fault;
import dev.lxdgateway.support.stub.Program;
import dev.lxdgateway.support.stub.StubExec;
import dev.lxdgateway.support.stub.StubServer;
import dev.lxdgateway.support.stub.StubSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Connections that hold, and servers that say strange things over them. */
final class StrangeServers {

    private StrangeServers() {}

    static Stream<FaultCase> all() {
        return Stream.of(frames(), words(), ends(), outcomes(), eventStreams(), oldServers())
                .flatMap(cases -> cases);
    }

    private static Stream<FaultCase> both(String name, Program program, Expected expected) {
        return Stream.of(true, false).map(interactive -> FaultCase.of(name, interactive, program, expected));
    }

    private static Stream<FaultCase> both(String name, State state, Break broken, Expected expected) {
        return both(name, Play.breaking(state, broken, Then.GOES_ON), expected);
    }

    /** Messages of any size, in any number of frames. */
    private static Stream<FaultCase> frames() {
        return Stream.of(0, 1, 125, 126, 4096, 32_768, 65_535, 65_536, 1_048_576)
                .flatMap(size -> {
                    var text = "x".repeat(size);
                    return Stream.of(0, 1, 1000, 100_000)
                            .filter(fragment -> fragment == 0 || (fragment < size && size / fragment < 5000))
                            .flatMap(fragment -> both(
                                    "a message of %d bytes in frames of %d".formatted(size, fragment),
                                    exec -> {
                                        send(exec, text, fragment);
                                        exec.exit(Play.CODE);
                                    },
                                    exit(Play.CODE, "exited", "complete", text)));
                });
    }

    private static void send(StubExec exec, String text, int fragment) {
        if (fragment == 0) {
            exec.out(text);
        } else {
            exec.stdout().fragmented(text.getBytes(StandardCharsets.UTF_8), fragment);
        }
    }

    /** Frames where they do not belong. */
    private static Stream<FaultCase> words() {
        var running = State.RUNNING;
        return Stream.of(
                        both("text on output", running, exec -> exec.stdout().text("text"), endedByText()),
                        both("text on input", running, exec -> exec.socket("0").text("text"), endedByText())
                                .filter(fault -> !fault.interactive())
                                .map(StrangeServers::harmless),
                        both(
                                        "binary on input",
                                        running,
                                        exec -> exec.socket("0").binary("b"),
                                        whole())
                                .filter(fault -> !fault.interactive()),
                        both(
                                "binary on control",
                                running,
                                exec -> exec.socket("control").binary("{}"),
                                whole()),
                        both(
                                "text on control",
                                running,
                                exec -> exec.socket("control").text("hello"),
                                whole()),
                        both(
                                "1 MiB of text on control",
                                running,
                                exec -> control(exec).text("c".repeat(1 << 20)),
                                whole()),
                        both("pings on all sockets", running, exec -> all(exec, socket -> socket.ping("p")), whole()),
                        both("a flood of pings", running, exec -> all(exec, StrangeServers::flood), whole()),
                        both("pongs", running, exec -> all(exec, socket -> socket.raw(pong())), whole()),
                        both("empty messages", running, exec -> many(exec, ""), whole()),
                        both("data after the end", State.DRAINING, exec -> exec.out("late"), whole()))
                .flatMap(cases -> cases);
    }

    private static FaultCase harmless(FaultCase fault) {
        return FaultCase.of(fault.name(), fault.interactive(), fault.program(), Expected.whole());
    }

    private static Expected endedByText() {
        return exit(Play.CODE, "exited", "complete", Play.BEFORE);
    }

    private static StubSocket control(StubExec exec) {
        return exec.socket("control");
    }

    private static void all(StubExec exec, Consumer<StubSocket> action) {
        exec.open().forEach(name -> action.accept(exec.socket(name)));
    }

    private static void flood(StubSocket socket) {
        for (int i = 0; i < 5000; i++) {
            socket.ping("ping");
        }
    }

    private static byte[] pong() {
        return new byte[] {(byte) 0x8a, 0};
    }

    private static void many(StubExec exec, String text) {
        for (int i = 0; i < 1000; i++) {
            exec.out(text);
        }
    }

    /** The marks of the streams' ends and the close of control in other orders, or not at all. */
    private static Stream<FaultCase> ends() {
        var cut = exit(Play.CODE, "exited", "cut", Play.OUTPUT);
        return Stream.of(
                        both(
                                "no marks, and the sockets close",
                                exec -> {
                                    write(exec);
                                    exec.processExited(Play.CODE);
                                    exec.ended(Play.CODE);
                                },
                                cut),
                        both(
                                "no marks until the client closes",
                                exec -> {
                                    write(exec);
                                    exec.processExited(Play.CODE);
                                    exec.stdout().gone().join();
                                    exec.ended(Play.CODE);
                                },
                                cut),
                        both(
                                "every mark twice",
                                State.DRAINING,
                                exec -> exec.stdout().text(""),
                                whole()),
                        both(
                                "marks before control closes",
                                exec -> {
                                    write(exec);
                                    exec.drained();
                                    exec.processExited(Play.CODE);
                                    exec.ended(Play.CODE);
                                },
                                whole()),
                        both(
                                "the operation ends first",
                                exec -> {
                                    write(exec);
                                    exec.told(Play.CODE);
                                    exec.processExited(Play.CODE);
                                    exec.drained();
                                    exec.ended(Play.CODE);
                                },
                                whole()),
                        both(
                                "output goes on after the exit",
                                exec -> {
                                    write(exec);
                                    exec.processExited(Play.CODE);
                                    exec.out("tail");
                                    exec.drained();
                                    exec.ended(Play.CODE);
                                },
                                exit(Play.CODE, "exited", "complete", Play.OUTPUT + "tail")),
                        both(
                                "everything is cut",
                                exec -> {
                                    write(exec);
                                    exec.vanish();
                                },
                                exit(null, "lxd-lost", "cut", Play.OUTPUT)))
                .flatMap(cases -> cases);
    }

    private static void write(StubExec exec) {
        exec.out(Play.OUTPUT);
    }

    /** Operations that end without a code, or in an error. */
    private static Stream<FaultCase> outcomes() {
        return Stream.of(
                        ending(200, "", null, noCode()),
                        ending(200, "", -1, noCode()),
                        ending(400, "Failed retrieving PID", -1, noCode()),
                        ending(400, "boom", null, noCode()),
                        ending(401, "", null, noCode()),
                        ending(400, "Command not found", 127, exit(127, "exited", "complete", Play.OUTPUT)),
                        ending(400, "Command not executable", 126, exit(126, "exited", "complete", Play.OUTPUT)),
                        ending(200, "", 137, exit(137, "signal", "complete", Play.OUTPUT)),
                        ending(200, "", 255, exit(255, "exited", "complete", Play.OUTPUT)),
                        both(
                                "it cannot be started",
                                exec -> exec.finish(400, "Failed retrieving PID", -1),
                                startFailed()),
                        both(
                                "it cannot be found",
                                exec -> exec.finish(400, "Command not found", 127),
                                exit(127, "exited", "cut", "")),
                        both("the operation is forgotten at once", State.DRAINED, StubExec::forgotten, noCode())
                                .map(fault -> fault.after(stub -> stub.events().silent(true))))
                .flatMap(cases -> cases);
    }

    private static Stream<FaultCase> ending(int status, String error, @Nullable Integer code, Expected expected) {
        return both(
                "it ends as %d '%s' %s".formatted(status, error, code),
                exec -> {
                    write(exec);
                    exec.processExited(0);
                    exec.drained();
                    exec.finish(status, error, code);
                },
                expected);
    }

    /** No event stream, or one that does not come back at once. */
    private static Stream<FaultCase> eventStreams() {
        return Stream.of(
                        new Fault.Cut(),
                        new Fault.Silence(),
                        new Fault.HalfClosed(),
                        new Fault.Raw("garbage\r\n\r\n"),
                        Fault.Body.error(403, "Forbidden"),
                        Fault.Body.error(500, "oops"),
                        new Fault.OpenAndSilent(),
                        new Fault.OpenAndCut(),
                        new Fault.Late(Duration.ofMillis(200)))
                .flatMap(fault -> Stream.of(true, false)
                        .flatMap(interactive -> Stream.of(LXD_5_0_2, StubServer.INCUS)
                                .map(server -> FaultCase.answering(
                                                "events on %s: %s".formatted(server.kind(), fault),
                                                interactive,
                                                stub -> {
                                                    stub.breaks(Call.EVENTS, fault);
                                                    stub.events().each(StubSocket::cut);
                                                },
                                                unverified(interactive && server.equals(LXD_5_0_2)))
                                        .on(server))));
    }

    private static Expected unverified(boolean so) {
        return so ? exit(Play.CODE, "exited", "unverified", Play.OUTPUT) : whole();
    }

    /** LXD 5.0.2 with a background task that holds the output. */
    private static Stream<FaultCase> oldServers() {
        var heard = exit(9, "exited", "cut", "done\n");
        var unheard = exit(null, "exited", "cut", "done\n");
        Program holder = exec -> {
            exec.processStarted();
            held(exec);
        };
        return Stream.of(
                FaultCase.of("held output", false, holder, heard).on(LXD_5_0_2),
                FaultCase.of("held output, restricted", false, holder, unheard.within(Duration.ofMillis(1500)))
                        .on(RESTRICTED_LXD_5_0_2)
                        .after(stub -> stub.events().each(StubSocket::cut)),
                FaultCase.of("held output, silent events", false, holder, unheard)
                        .on(LXD_5_0_2)
                        .after(stub -> stub.events().silent(true)),
                FaultCase.of("held output, the start is not told", false, StrangeServers::held, unheard)
                        .on(LXD_5_0_2),
                FaultCase.of(
                                "held output, events lost at the exit",
                                false,
                                exec -> {
                                    exec.processStarted();
                                    exec.awaitDeath(50, 0);
                                    exec.events(events -> events.cut());
                                    held(exec);
                                },
                                unheard)
                        .on(LXD_5_0_2));
    }

    /** The process is gone, and a background task keeps its output and its operation for a while. */
    private static void held(StubExec exec) throws InterruptedException {
        exec.out("done\n");
        exec.processExited(9);
        exec.awaitClose("1");
        exec.awaitDeath(1000, 0);
        exec.ended(9);
    }
}
