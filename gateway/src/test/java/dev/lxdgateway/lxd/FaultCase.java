package dev.lxdgateway.lxd;

import dev.lxdgateway.support.stub.LxdStub;
import dev.lxdgateway.support.stub.Program;
import dev.lxdgateway.support.stub.StubServer;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One fault, and what an exec has to make of it.
 *
 * @param name what goes wrong where and when
 * @param interactive whether in a terminal
 * @param server what the stub plays
 * @param setup breaks the stub's answers
 * @param program what the exec does, with what breaks in it
 * @param expected what the client has to see
 */
record FaultCase(
        String name,
        boolean interactive,
        StubServer server,
        Consumer<LxdStub> setup,
        Program program,
        Expected expected) {

    static FaultCase of(String name, boolean interactive, Program program, Expected expected) {
        return new FaultCase(name, interactive, StubServer.INCUS, _ -> {}, program, expected);
    }

    static FaultCase answering(String name, boolean interactive, Consumer<LxdStub> setup, Expected expected) {
        return new FaultCase(name, interactive, StubServer.INCUS, setup, Play.regular(), expected);
    }

    FaultCase on(StubServer other) {
        return new FaultCase(name, interactive, other, setup, program, expected);
    }

    FaultCase after(Consumer<LxdStub> first) {
        return new FaultCase(name, interactive, server, first.andThen(setup), program, expected);
    }

    @Override
    public String toString() {
        return (interactive ? "terminal: " : "pipes: ") + name;
    }

    /**
     * What a client sees of an exec: a problem, or an exit with its output.
     *
     * @param problem code of the problem, empty if there is an exit
     * @param exitCode the exit code, null if it cannot be known
     * @param reason the exit's reason
     * @param tail the exit's tail
     * @param output all of stdout
     * @param within its deadline
     */
    record Expected(
            String problem, @Nullable Integer exitCode, String reason, String tail, String output, Duration within) {

        static final Duration DEADLINE = Duration.ofSeconds(4);

        Expected within(Duration time) {
            return new Expected(problem, exitCode, reason, tail, output, time);
        }

        static Expected problem(String code) {
            return new Expected(code, null, "", "", "", DEADLINE);
        }

        static Expected exit(@Nullable Integer code, String reason, String tail, String output) {
            return new Expected("", code, reason, tail, output, DEADLINE);
        }

        /** All is well. */
        static Expected whole() {
            return exit(Play.CODE, "exited", "complete", Play.OUTPUT);
        }

        /** The process ran to its end, of which the code cannot be known. */
        static Expected noCode() {
            return exit(null, "exited", "complete", Play.OUTPUT);
        }

        static Expected startFailed() {
            return exit(null, "start-failed", "complete", "");
        }
    }
}
