package dev.lxdgateway.audit;

import dev.lxdgateway.audit.OpenSessions.Lost;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes down of each session that ran on a gateway that has died that it is lost: at the start, and of gateways that share
 * the database within a minute.
 */
public final class LostSessions implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LostSessions.class);
    private static final int MOST_NAMED = 100;

    private final OpenSessions open;
    private final Audit audit;
    private final AtomicLong count = new AtomicLong();
    private volatile @Nullable ScheduledExecutorService timer;

    LostSessions(OpenSessions open, Audit audit) {
        this.open = open;
        this.audit = audit;
    }

    /** How many were found since the start. */
    public long count() {
        return count.get();
    }

    @Override
    public void start() {
        look();
        long beat = OpenSessions.BEAT.toSeconds();
        var beating = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lost-sessions").daemon().factory());
        var _ = beating.scheduleWithFixedDelay(this::look, beat, beat, TimeUnit.SECONDS);
        timer = beating;
    }

    private void look() {
        try {
            open.beat();
            var lost = open.lost();
            lost.forEach(session -> audit.before(session.event()));
            if (!lost.isEmpty()) {
                tell(lost);
            }
            open.tidy();
        } catch (RuntimeException e) {
            log.atWarn().log("It could not be found out what dead gateways have left: {}", e.getMessage());
        }
    }

    private void tell(List<Lost> lost) {
        count.addAndGet(lost.size());
        log.atWarn()
                .addKeyValue("count", lost.size())
                .addKeyValue(
                        "sessions",
                        lost.stream().limit(MOST_NAMED).map(Lost::id).toList())
                .log("Sessions are lost: the gateway that ran them died");
    }

    @Override
    public void stop() {
        var beating = timer;
        if (beating != null) {
            beating.shutdownNow();
        }
        timer = null;
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    /** Before the web server starts. */
    @Override
    public int getPhase() {
        return 0;
    }
}
