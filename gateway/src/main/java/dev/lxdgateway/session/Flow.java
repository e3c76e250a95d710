package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.SessionObserver.Held;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pace at which a session's output is read: that of its slowest writer while the process lives, and full speed after
 * its exit, and never more than the caller's share of the bandwidth. With nobody there to be waited for, as much as one may
 * want to find on coming back is read at full speed. Not thread-safe.
 */
final class Flow {

    private static final int HIGH_MARK = 256 * 1024;
    private static final int LOW_MARK = 128 * 1024;
    private static final long WORTH_WAITING = Duration.ofMillis(1).toNanos();
    private static final long HURRIED = 768 * 1024;
    private static final long BETWEEN_HURRIES = Duration.ofSeconds(1).toNanos();

    private final OutputLog log;
    private final Audience audience;
    private final ScheduledExecutorService timer;
    private final SessionContext context;
    private final long outputRate;
    private final long unattended;
    private final long maxStall;
    private final Map<Stream, Pause> paused = new EnumMap<>(Stream.class);
    private long consumed;
    private boolean fullSpeed;
    private long hurriedTo;
    private @Nullable Long lastHurry;

    /**
     * A stream that is not read.
     *
     * @param why what holds it back
     * @param since since when
     * @param due when the caller's share of the bandwidth lets it go on
     * @param look what looks then, or when it has waited for too long
     */
    private record Pause(Held why, long since, long due, Future<?> look) {}

    /** @param outputRate the caller's own limit in bytes a second, 0 for none */
    Flow(OutputLog log, Audience audience, long outputRate, SessionContext context) {
        this.log = log;
        this.audience = audience;
        this.timer = context.timer();
        this.context = context;
        this.outputRate = outputRate;
        this.unattended = context.settings().output().unattended();
        this.maxStall = context.settings().flow().maxStall().toNanos();
    }

    /**
     * Whether a stream is read on at once after a piece of it.
     *
     * @param look is to call {@link #waited} when the stream has been held back for long enough
     */
    boolean goesOn(Stream stream, int bytes, Runnable look) {
        keep();
        long wait = wait(bytes);
        if (wait == 0 && readsOn(HIGH_MARK)) {
            return true;
        }
        long now = System.nanoTime();
        pause(stream, wait == 0 ? Held.CLIENT : Held.RATE, now, now + wait, wait == 0 ? maxStall : wait, look);
        return false;
    }

    private void pause(Stream stream, Held why, long since, long due, long wait, Runnable look) {
        paused.put(stream, new Pause(why, since, due, timer.schedule(look, wait, TimeUnit.NANOSECONDS)));
    }

    private long wait(int bytes) {
        long wait = context.bandwidth().take(context.account(), bytes, outputRate);
        return wait < WORTH_WAITING || isHurried() ? 0 : Math.min(wait, maxStall);
    }

    private boolean isHurried() {
        return fullSpeed || log.end() < hurriedTo;
    }

    /** Whether a stream that was held back for a while goes on now. */
    boolean waited(Stream stream, Runnable look) {
        var pause = paused.get(stream);
        if (pause == null) {
            return false;
        }
        keep();
        long left = pause.since + maxStall - System.nanoTime();
        if (left <= 0 || readsOn(HIGH_MARK)) {
            paused.remove(stream);
            over(pause);
            return true;
        }
        pause(stream, pause.why, pause.since, pause.due, left, look);
        return false;
    }

    /** The streams that go on because the readers have moved. */
    Set<Stream> relieved() {
        keep();
        return readsOn(LOW_MARK) ? release(pause -> isHurried() || pause.due - System.nanoTime() <= 0) : Set.of();
    }

    /** The streams that go on because somebody waits for what comes after them; not too often. */
    Set<Stream> hurry() {
        long now = System.nanoTime();
        if (lastHurry != null && now - lastHurry < BETWEEN_HURRIES) {
            return Set.of();
        }
        lastHurry = now;
        hurriedTo = log.end() + HURRIED;
        return relieved();
    }

    /** The streams that go on because the process has exited; nothing is held back any more. */
    Set<Stream> fullSpeed() {
        fullSpeed = true;
        return release(_ -> true);
    }

    /** Remembers how far the output has got to anybody. */
    void left(Attachment attachment) {
        if (attachment.isWriter()) {
            consumed = Math.max(consumed, attachment.cursor().consumed());
        }
    }

    private Set<Stream> release(Predicate<Pause> which) {
        var released = EnumSet.noneOf(Stream.class);
        paused.forEach((stream, pause) -> {
            if (which.test(pause)) {
                pause.look.cancel(false);
                over(pause);
                released.add(stream);
            }
        });
        released.forEach(paused::remove);
        return released;
    }

    private void over(Pause pause) {
        context.observer().held(pause.why, Duration.ofNanos(System.nanoTime() - pause.since));
    }

    /** How many streams are held back. */
    int held() {
        return paused.size();
    }

    private void keep() {
        log.keepFrom(audience.consumedByAll().orElse(consumed));
    }

    private boolean readsOn(int mark) {
        var slowest = audience.slowestWriter();
        return fullSpeed || (slowest.isPresent() ? log.end() - slowest.getAsLong() < mark : log.backlog() < unattended);
    }
}
