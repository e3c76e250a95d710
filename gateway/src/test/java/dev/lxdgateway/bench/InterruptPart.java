package dev.lxdgateway.bench;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How long it takes from ^C in the middle of a flood to the prompt. */
final class InterruptPart implements Part {

    private static final String NAME = "interrupt";
    private static final int ROUNDS = 5;
    private static final long SLOW = 2_000_000;
    private static final long FLOOD_MILLIS = 500;
    private static final String PROMPT = "PROMPT> ";
    private static final int TAIL = 16;

    @Override
    public boolean wantsItsOwn() {
        return false;
    }

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        rig.warm();
        for (var remote : Lab.get().kinds()) {
            try (var gateway = rig.byGateway(remote);
                    var raw = rig.raw(remote);
                    var client = new ByClient(remote)) {
                var ways = List.of(gateway, raw, client);
                report.add(
                        NAME,
                        remote + ": ^C to the prompt, a fast reader",
                        "ms",
                        Rounds.of(ROUNDS, ways, way -> interrupt(way, Long.MAX_VALUE)),
                        Bound.atMostTimes(1.2));
                report.add(
                        NAME,
                        remote + ": ^C to the prompt, a reader of 2 MB/s",
                        "ms",
                        Rounds.of(ROUNDS, ways, way -> interrupt(way, SLOW)),
                        Bound.atMost(200));
            }
        }
    }

    private static double interrupt(Way way, long bytesPerSecond) throws Exception {
        try (var terminal = way.terminal("sh")) {
            var reader = new Reader(terminal, bytesPerSecond);
            // a shell forgets what was typed before it reads
            reader.await("# ");
            terminal.type(keys("PS1='PROM''PT> '\n"));
            reader.await(PROMPT);
            // by itself busybox's yes writes line by line, which is no flood
            terminal.type(keys("yes | cat\n"));
            var flood = Thread.ofVirtual().start(reader);
            Thread.sleep(FLOOD_MILLIS);
            long start = System.nanoTime();
            terminal.type(keys("\u0003"));
            flood.join();
            return (reader.promptedAt - start) / 1e6;
        }
    }

    private static ByteBuffer keys(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads until the output ends with a prompt, after which a shell may ask where the cursor is. */
    private static final class Reader implements Runnable {

        private final Way.Terminal terminal;
        private final long bytesPerSecond;
        private final StringBuilder tail = new StringBuilder();
        private long bytes;
        private volatile long promptedAt;

        Reader(Way.Terminal terminal, long bytesPerSecond) {
            this.terminal = terminal;
            this.bytesPerSecond = bytesPerSecond;
        }

        @Override
        public void run() {
            try {
                await(PROMPT);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        void await(String end) throws Exception {
            tail.setLength(0);
            bytes = 0;
            long start = System.nanoTime();
            while (tail.indexOf(end) < 0) {
                if (!terminal.receive(this::keep)) {
                    throw new IOException("the terminal has ended");
                }
                long due = start + bytes * 1_000 / Math.max(1, bytesPerSecond / 1_000_000);
                long early = bytesPerSecond == Long.MAX_VALUE ? 0 : due - System.nanoTime();
                if (early > 0) {
                    Thread.sleep(early / 1_000_000);
                }
            }
            promptedAt = System.nanoTime();
        }

        private void keep(ByteBuffer piece) {
            bytes += piece.remaining();
            for (int i = Math.max(0, piece.limit() - TAIL); i < piece.limit(); i++) {
                tail.append((char) piece.get(i));
            }
            tail.delete(0, Math.max(0, tail.length() - TAIL));
        }
    }
}
