package dev.lxdgateway.endurance;

import dev.lxdgateway.endurance.Program.BytesThenHash;
import dev.lxdgateway.endurance.Program.HashThenBytes;
import dev.lxdgateway.endurance.Program.Numbers;
import dev.lxdgateway.support.Api;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/**
 * One program, run through the gateway by one kind of reader.
 *
 * @param acks whether the reader acknowledges what it reads
 * @param stallAt the bytes with which a reader that stalls does so
 */
record Run(Program program, boolean terminal, Reader reader, boolean acks, long stallAt) {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int[] BUFFERS = {0, 4096, 32 * 1024, 64 * 1024};
    private static final int[] BEFORE_THE_END = {0, 40_000, 300_000, 1_000_000};
    private static final int LARGEST = 10_000_000;

    /** In a terminal {@code seq} writes line by line, and each line costs a server a frame. */
    private static final int MOST_LINES = 300_000;

    static Run random(Random random, boolean terminal) {
        var reader = reader(random, terminal);
        var program = program(random, terminal, reader == Reader.SLOW ? moderate(random) : anySize(random));
        int beforeTheEnd = BEFORE_THE_END[random.nextInt(BEFORE_THE_END.length)];
        return new Run(program, terminal, reader, random.nextBoolean(), (long) program.length() - beforeTheEnd);
    }

    static Run atFullSpeed(Random random) {
        return new Run(program(random, true, anySize(random)), true, Reader.FULL_SPEED, random.nextBoolean(), 0);
    }

    private static Reader reader(Random random, boolean terminal) {
        int pick = random.nextInt(100);
        if (pick < 15) {
            return Reader.SLOW;
        }
        if (pick < 30) {
            return Reader.STALLED;
        }
        return !terminal && pick < 55 ? Reader.JSON_API : Reader.FULL_SPEED;
    }

    private static Program program(Random random, boolean terminal, int size) {
        return switch (random.nextInt(3)) {
            case 0 -> new Numbers((terminal ? Math.min(size, MOST_LINES) : size) / 6, terminal);
            case 1 -> new HashThenBytes(size, terminal);
            default -> new BytesThenHash(size, terminal);
        };
    }

    private static int aroundABuffer(Random random) {
        int size = BUFFERS[random.nextInt(BUFFERS.length)] + random.nextInt(3) - 1;
        return Math.max(0, random.nextBoolean() ? size : size - Digests.LINE);
    }

    private static int moderate(Random random) {
        return random.nextInt(8) > 0 ? aroundABuffer(random) : 200_000 + random.nextInt(100_000);
    }

    private static int anySize(Random random) {
        int pick = random.nextInt(100);
        if (pick < 60) {
            return aroundABuffer(random);
        }
        if (pick < 85) {
            return random.nextInt(300_000);
        }
        return pick < 99 ? random.nextInt(2_000_000) : LARGEST - random.nextInt(2);
    }

    Received through(Api api, String remote) {
        if (reader == Reader.JSON_API) {
            return Received.of(api.exec(remote, Map.of("command", program.command(), "maxOutput", "16MiB")));
        }
        var session = api.session(remote, Map.of("command", program.command(), "interactive", terminal));
        return PacedSocket.read(api, session, reader.pace(stallAt), acks, LIMIT);
    }

    String mode() {
        return terminal ? "terminal" : "pipes";
    }
}
