package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The pace at which a session's output is read: that of its slowest writer while the process lives, and full speed after
 * its exit. With nobody there to be waited for, as much as one may want to find on coming back is read at full speed. Not
 * thread-safe.
 */
final class Flow {

    private static final int HIGH_MARK = 256 * 1024;
    private static final int LOW_MARK = 128 * 1024;

    private final OutputLog log;
    private final Audience audience;
    private final ScheduledExecutorService timer;
    private final SessionSettings settings;
    private final Map<Stream, Future<?>> paused = new EnumMap<>(Stream.class);
    private long consumed;
    private boolean fullSpeed;

    Flow(OutputLog log, Audience audience, ScheduledExecutorService timer, SessionSettings settings) {
        this.log = log;
        this.audience = audience;
        this.timer = timer;
        this.settings = settings;
    }

    /**
     * Whether a stream is read on at once after a piece of it.
     *
     * @param stalled runs when the stream has been held back for too long
     */
    boolean goesOn(Stream stream, Runnable stalled) {
        keep();
        if (readsOn(HIGH_MARK)) {
            return true;
        }
        paused.put(stream, timer.schedule(stalled, settings.flow().maxStall().toMillis(), TimeUnit.MILLISECONDS));
        return false;
    }

    /** The streams that go on because the readers have moved. */
    Set<Stream> relieved() {
        keep();
        return readsOn(LOW_MARK) ? releaseAll() : Set.of();
    }

    /** The streams that go on because the process has exited; nothing is held back any more. */
    Set<Stream> fullSpeed() {
        fullSpeed = true;
        return releaseAll();
    }

    /** Remembers how far the output has got to anybody. */
    void left(Attachment attachment) {
        if (attachment.isWriter()) {
            consumed = Math.max(consumed, attachment.cursor().consumed());
        }
    }

    /** Whether the stream was held back, and is no more. */
    boolean release(Stream stream) {
        var stalled = paused.remove(stream);
        if (stalled != null) {
            stalled.cancel(false);
        }
        return stalled != null;
    }

    private Set<Stream> releaseAll() {
        var released = EnumSet.noneOf(Stream.class);
        for (var stream : Stream.values()) {
            if (release(stream)) {
                released.add(stream);
            }
        }
        return released;
    }

    private void keep() {
        log.keepFrom(audience.consumedByAll().orElse(consumed));
    }

    private boolean readsOn(int mark) {
        var slowest = audience.slowestWriter();
        return fullSpeed
                || (slowest.isPresent()
                        ? log.end() - slowest.getAsLong() < mark
                        : log.backlog() < settings.output().unattended());
    }
}
