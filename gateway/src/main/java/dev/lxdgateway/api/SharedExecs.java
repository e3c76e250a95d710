package dev.lxdgateway.api;

import dev.lxdgateway.access.Supervision;
import org.springframework.stereotype.Component;

/** The commands that requests with an Idempotency-Key have started. */
@Component
final class SharedExecs {

    private final Idempotency idempotency;
    private final IdempotencyProperties limits;
    private final Supervision sessions;
    private final KeptAnswers kept;

    SharedExecs(Idempotency idempotency, IdempotencyProperties limits, Supervision sessions) {
        this.idempotency = idempotency;
        this.limits = limits;
        this.sessions = sessions;
        this.kept = new KeptAnswers(limits.results().toBytes());
    }

    /** The run of that key: started now, or the one that there is. */
    Idempotency.Once<SharedExec> join(IdempotencyKey key, String request, ExecOrder order) {
        return idempotency.once(key, request, () -> SharedExec.start(order, sessions, limits.grace(), kept));
    }
}
