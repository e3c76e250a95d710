package dev.lxdgateway.audit;

import dev.lxdgateway.access.Event;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events in their order on one thread, as many at a time as have come. */
final class AuditWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditWriter.class);
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_AT_ONCE = 200;
    private static final Duration COMPANY = Duration.ofMillis(20);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    /**
     * An event that waits.
     *
     * @param isRefusable whether somebody waits for it, who is told of a failure; if not, it is tried again
     */
    record Noted(Event event, Instant at, boolean isRefusable, CompletableFuture<@Nullable Void> kept) {}

    private final AuditStore store;
    private final AuditLines lines;
    private final AuditMetrics metrics;
    private final BlockingQueue<Noted> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = Thread.ofPlatform().name("audit").daemon().unstarted(this::run);
    private volatile boolean closed;

    AuditWriter(AuditStore store, AuditLines lines, MeterRegistry registry) {
        this.store = store;
        this.lines = lines;
        this.metrics = new AuditMetrics(registry, waiting::size);
        thread.start();
    }

    /** Takes an event in; one that finds no place has failed. */
    void add(Noted noted) {
        metrics.noted(noted.event());
        if (closed || !waiting.offer(noted)) {
            noted.kept()
                    .completeExceptionally(new IllegalStateException("%d events wait already".formatted(MOST_WAITING)));
            if (!noted.isRefusable()) {
                lost(noted.event(), "too many wait");
            }
        }
    }

    private void run() {
        var batch = new ArrayList<Noted>();
        while (!closed || !waiting.isEmpty() || !batch.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    var first = waiting.poll(1, TimeUnit.SECONDS);
                    if (first == null) {
                        continue;
                    }
                    batch.add(first);
                }
                gather(batch);
                // whoever has given up waiting has been refused
                batch.removeIf(noted -> noted.kept().isDone());
                write(batch);
            } catch (InterruptedException _) {
                batch.forEach(noted -> lost(noted.event(), "the gateway stops"));
                return;
            }
        }
    }

    /** Takes what has come, and if nobody waits for any of it, what comes in a moment: an end often goes with a start. */
    private void gather(List<Noted> batch) throws InterruptedException {
        long until = System.nanoTime() + COMPANY.toNanos();
        waiting.drainTo(batch, MOST_AT_ONCE - batch.size());
        while (!closed && batch.size() < MOST_AT_ONCE && batch.stream().noneMatch(Noted::isRefusable)) {
            var next = waiting.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
            waiting.drainTo(batch, MOST_AT_ONCE - batch.size());
        }
    }

    /** Leaves in the batch what is to be tried again. */
    private void write(List<Noted> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        List<Line> added;
        long begun = System.nanoTime();
        try {
            added = store.append(List.copyOf(batch));
            metrics.written(true, Duration.ofNanos(System.nanoTime() - begun));
        } catch (RuntimeException e) {
            metrics.written(false, Duration.ofNanos(System.nanoTime() - begun));
            fail(batch, e);
            batch.removeIf(Noted::isRefusable);
            Thread.sleep(RETRY);
            return;
        }
        try {
            lines.write(added);
            batch.forEach(noted -> noted.kept().complete(null));
        } catch (RuntimeException e) {
            fail(batch, e);
        }
        batch.clear();
    }

    private static void fail(List<Noted> batch, RuntimeException why) {
        log.atError().setCause(why).addKeyValue("events", batch.size()).log("Audit events could not be written");
        batch.stream().filter(Noted::isRefusable).forEach(noted -> noted.kept().completeExceptionally(why));
    }

    /** The log is the last place for an event that can't be kept; it has no command line. */
    void lost(Event event, String why) {
        metrics.lost();
        var place = event.place();
        log.atError()
                .addKeyValue("action", event.action().word())
                .addKeyValue("subject", event.subject())
                .addKeyValue("source", event.source())
                .addKeyValue("place", place == null ? null : place.toString())
                .addKeyValue("session", event.session())
                .addKeyValue("rule", event.rule())
                .addKeyValue("result", event.result())
                .addKeyValue("detail", event.detail().toString())
                .log("Audit event not kept: {}", why);
    }

    /** Writes what waits, for a while. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(LAST_WORDS)) {
                thread.interrupt();
                waiting.forEach(noted -> lost(noted.event(), "the gateway stops"));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
