package dev.lxdgateway.audit;

import dev.lxdgateway.access.Action;
import dev.lxdgateway.access.Event;
import dev.lxdgateway.access.Event.Result;
import dev.lxdgateway.access.Trail;
import dev.lxdgateway.audit.AuditProperties.OnFailure;
import dev.lxdgateway.audit.AuditWriter.Noted;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The account of who did what. */
public final class Audit implements Trail {

    private static final int LONGEST_ID = 36;

    private final AuditWriter writer;
    private final AuditStore store;
    private final AuditProperties properties;
    private final InstantSource clock;
    private final JsonMapper json;

    Audit(AuditWriter writer, AuditStore store, AuditProperties properties, InstantSource clock, JsonMapper json) {
        this.writer = writer;
        this.store = store;
        this.properties = properties;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public void before(Event event) {
        var noted = noted(event, true);
        writer.add(noted);
        try {
            noted.kept().get(properties.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            failed(event, e.getCause());
        } catch (TimeoutException e) {
            // unless it has been written at this moment
            if (noted.kept().completeExceptionally(e)) {
                failed(event, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailableException(e);
        }
    }

    private void failed(Event event, @Nullable Throwable why) {
        if (properties.onFailure() == OnFailure.DENY) {
            throw new AuditUnavailableException(why);
        }
        writer.lost(event, String.valueOf(why));
    }

    @Override
    public void after(Event event) {
        writer.add(noted(event, false));
    }

    @Override
    public boolean hasLost(String session, String subject) {
        return session.length() <= LONGEST_ID
                && store.contains(
                        Entry.cut(session, LONGEST_ID),
                        subject,
                        Action.SESSION_END.word(),
                        Result.LOST.name().toLowerCase(Locale.ROOT));
    }

    private Noted noted(Event event, boolean isRefusable) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Noted(event, at, isRefusable, new CompletableFuture<>());
    }

    /** The events that are wanted, the newest first, each with its hash. */
    public List<Entry> find(AuditQuery query, int limit) {
        return store.find(query, limit).stream()
                .map(line -> json.readValue(line.toString(), Entry.class))
                .toList();
    }

    /** All that are wanted, the oldest first, as lines. */
    public void export(AuditQuery query, Consumer<String> to) {
        store.export(query, line -> to.accept(line.toString()));
    }

    /** What is wrong with the account; empty if nothing is. */
    public AuditCheck.Result verify() {
        return AuditCheck.of(store, json);
    }
}
