package dev.lxdgateway.audit;

import dev.lxdgateway.access.Event;
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
    private final BlockingQueue<Noted> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = Thread.ofPlatform().name("audit").daemon().unstarted(this::run);
    private volatile boolean closed;

    AuditWriter(AuditStore store, AuditLines lines) {
        this.store = store;
        this.lines = lines;
        thread.start();
    }

    /** Takes an event in; one that finds no place has failed. */
    void add(Noted noted) {
        if (closed || !waiting.offer(noted)) {
            noted.kept()
                    .completeExceptionally(new IllegalStateException("%d events wait already".formatted(MOST_WAITING)));
            if (!noted.isRefusable()) {
                Audit.lost(noted.event(), "too many wait");
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
                waiting.drainTo(batch, MOST_AT_ONCE - batch.size());
                // whoever has given up waiting has been refused
                batch.removeIf(noted -> noted.kept().isDone());
                write(batch);
            } catch (InterruptedException _) {
                batch.forEach(noted -> Audit.lost(noted.event(), "the gateway stops"));
                return;
            }
        }
    }

    /** Leaves in the batch what is to be tried again. */
    private void write(List<Noted> batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        List<Line> added;
        try {
            added = store.append(List.copyOf(batch));
        } catch (RuntimeException e) {
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

    /** Writes what waits, for a while. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!thread.join(LAST_WORDS)) {
                thread.interrupt();
                waiting.forEach(noted -> Audit.lost(noted.event(), "the gateway stops"));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
