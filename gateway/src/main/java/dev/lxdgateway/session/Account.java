package dev.lxdgateway.session;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What the sessions of one caller use together; there is one for as long as any of them is remembered. */
final class Account {

    private final String caller;
    private final Hits hits;
    private final AtomicLong disk = new AtomicLong();
    private final Recent output;

    /** What {@link Bandwidth} has granted, and keeps under its lock. */
    final Bandwidth.Share share = new Bandwidth.Share();

    Account(String caller, LongSupplier nanos, Hits hits) {
        this.caller = caller;
        this.hits = hits;
        this.output = new Recent(nanos);
    }

    /** Takes note that they have met the limit of that name. */
    void met(String limit) {
        hits.count(caller, limit);
    }

    /** Bytes of output on disk. */
    AtomicLong disk() {
        return disk;
    }

    /** Bytes of output. */
    Recent output() {
        return output;
    }
}
