package dev.lxdgateway.bench;

import dev.lxdgateway.support.stub.LxdStub;
import dev.lxdgateway.support.stub.StubExec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** The stub in a process of its own, whose commands make load: its argument is the path of its socket. */
final class BenchStub {

    private static final int PIECE = 32 * 1024;

    private BenchStub() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var stub = LxdStub.on(Path.of(arguments[0]))) {
            stub.runs(BenchStub::run);
            new CountDownLatch(1).await();
        }
    }

    private static void run(StubExec exec) throws InterruptedException {
        var command = exec.command();
        switch (command.getFirst()) {
            case "true" -> exec.exit(0);
            case "say" -> {
                exec.out(command.get(1));
                exec.exit(Integer.parseInt(command.get(2)));
            }
            case "write" -> {
                write(exec, Long.parseLong(command.get(1)));
                exec.exit(0);
            }
            case "write-on-key" -> {
                exec.awaitInput();
                write(exec, Long.parseLong(command.get(1)));
                exec.exit(0);
            }
            case "read" -> {
                exec.awaitInputEnd();
                exec.exit(0);
            }
            case "tick" -> tick(exec, Long.parseLong(command.get(1)), Integer.parseInt(command.get(2)));
            case "flood" -> flood(exec);
            case "echo" -> {
                exec.hears(exec.stdout()::binary);
                exec.exit(exec.awaitDeath());
            }
            default -> exec.exit(127);
        }
    }

    private static void write(StubExec exec, long bytes) {
        var piece = new byte[PIECE];
        for (long left = bytes; left > 0 && exec.stdout().isOpen(); left -= PIECE) {
            exec.stdout().binary(left >= PIECE ? piece : new byte[(int) left]);
        }
    }

    /** Writes until it dies, also of a signal that comes while nobody takes what it writes. */
    private static void flood(StubExec exec) throws InterruptedException {
        var dying = new AtomicBoolean();
        var writer = Thread.ofVirtual().start(() -> {
            var piece = new byte[PIECE];
            while (!dying.get() && exec.stdout().isOpen()) {
                exec.stdout().binary(piece);
            }
        });
        int code = exec.awaitDeath();
        dying.set(true);
        exec.processExited(code);
        writer.join();
        exec.drained();
        exec.ended(code);
    }

    /** Writes so many bytes each so many milliseconds. */
    private static void tick(StubExec exec, long millis, int bytes) throws InterruptedException {
        var line = new byte[bytes];
        int code = -1;
        while (code < 0) {
            exec.stdout().binary(line);
            code = exec.awaitDeath(millis, -1);
        }
        exec.exit(code);
    }
}
