package dev.lxdgateway.bench;

import dev.lxdgateway.bench.ByGateway.Pace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for short commands and for terminals by the clock, however long the answers take: two commands, each with its own
 * output and exit code, and then a terminal, which is attached to, echoes a key, and is ended.
 */
final class Storm {

    static final String EXEC = "a command";
    static final String TERMINAL = "a terminal";

    private static final int CODES = 100;
    private static final int BUFFER = 4096;

    private final Callers callers;

    Storm(Callers callers) {
        this.callers = callers;
    }

    /** Asks so often in a second for so long, and waits for all answers. */
    Tally blow(double rate, Duration time) {
        var tally = new Tally();
        long start = System.nanoTime();
        long all = (long) (rate * time.toMillis() / 1e3);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < all; i++) {
                long due = start + (long) (i / rate * 1e9);
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                long number = i;
                threads.execute(() -> ask(tally, number));
            }
            tally.isOver();
        }
        tally.isCalm();
        return tally;
    }

    /** Asks for one of them, which one its number says. */
    void ask(Tally tally, long number) {
        var way = callers.get(number);
        if (number % 3 == 2) {
            terminal(tally, way);
        } else {
            tally.count(EXEC, () -> exec(way, number));
        }
    }

    private static void exec(ByGateway way, long number) throws IOException {
        var text = "number " + number;
        int code = (int) (number % CODES);
        var result = way.run("say", text, String.valueOf(code));
        Tally.require(
                result.path("stdout").asString("").equals(text)
                        && result.path("exitCode").asInt(-1) == code,
                result);
    }

    /** It counts once the terminal is attached to; what comes then counts only if it is wrong. */
    private static void terminal(Tally tally, ByGateway way) {
        var opened = new ByGateway.Attached[1];
        tally.count(TERMINAL, () -> {
            opened[0] = way.attach(way.start(true, "echo"), "", Pace.BY_TCP, BUFFER);
            Tally.require(opened[0].receive(_ -> {}), "no word");
        });
        var terminal = opened[0];
        if (terminal != null) {
            tally.count("the end of a terminal", () -> use(terminal));
        }
    }

    private static void use(ByGateway.Attached terminal) throws IOException {
        try (terminal) {
            terminal.type(ByteBuffer.wrap(new byte[] {'x'}));
            while (terminal.received() == 0) {
                Tally.require(terminal.receive(_ -> {}), "no echo");
            }
        }
    }
}
