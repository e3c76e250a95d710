package dev.lxdgateway.endurance;

import java.time.Duration;

/** The ways to read a command's output. */
enum Reader {
    FULL_SPEED("WebSocket, full speed"),
    SLOW("WebSocket, 20 kB/s"),
    STALLED("WebSocket, stalled 3 s at the exit"),
    JSON_API("JSON API");

    private static final int SLOW_BYTES_PER_SECOND = 20_000;
    private static final Duration STALL = Duration.ofSeconds(3);

    private final String title;

    Reader(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** @param stallAt the bytes with which a reader that stalls does so */
    Pace pace(long stallAt) {
        return switch (this) {
            case FULL_SPEED, JSON_API -> (_, _) -> Duration.ZERO;
            case SLOW -> (_, bytes) -> Duration.ofSeconds(1).multipliedBy(bytes).dividedBy(SLOW_BYTES_PER_SECOND);
            case STALLED -> new Stall(stallAt);
        };
    }

    /** When to read on. */
    @FunctionalInterface
    interface Pace {

        /** How long to wait after a frame of so many output bytes, with which that many have been received. */
        Duration pause(long received, int bytes);
    }

    private static final class Stall implements Pace {

        private final long at;
        private boolean done;

        Stall(long at) {
            this.at = at;
        }

        @Override
        public Duration pause(long received, int bytes) {
            boolean now = !done && received >= at;
            done |= now;
            return now ? STALL : Duration.ZERO;
        }
    }
}
