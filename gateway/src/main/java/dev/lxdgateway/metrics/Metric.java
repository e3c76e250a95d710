package dev.lxdgateway.metrics;

import static dev.lxdgateway.metrics.Metric.Kind.COUNTER;
import static dev.lxdgateway.metrics.Metric.Kind.GAUGE;
import static dev.lxdgateway.metrics.Metric.Kind.TIMER;

import java.util.List;

/** All that the gateway counts and measures itself; docs/metrics.md is made of it. */
public enum Metric {
    BUILD(GAUGE, "build", "", "Always 1; the label tells the program's version", "", Label.VERSION),

    REMOTE_UP(
            GAUGE,
            "remote.up",
            "",
            "Whether the remote answered when it was last asked, and trusts the gateway: 1 or 0",
            "0 for longer than a restart of the server takes",
            Label.REMOTE),
    REMOTE_LATENCY(
            GAUGE,
            "remote.latency",
            "seconds",
            "How long the remote took for its last answer to that",
            "above a second: it is overloaded, or far",
            Label.REMOTE),
    REMOTE_LAST_SUCCESS(
            GAUGE,
            "remote.last.success.timestamp",
            "seconds",
            "When the remote last answered to that, as Unix time; 0 before it ever did",
            "",
            Label.REMOTE),
    LXD_REQUESTS(
            TIMER,
            "lxd.requests",
            "seconds",
            "How long remotes take to answer requests, those that are not answered with the outcome unavailable",
            "more of unavailable, or a p99 above a second",
            Label.REMOTE,
            Label.OUTCOME),
    LXD_CONNECTS(
            TIMER,
            "lxd.connects",
            "seconds",
            "How long it takes to connect all sockets of an exec to a remote",
            "more of unavailable, or a p99 above a second",
            Label.REMOTE,
            Label.OUTCOME),
    LXD_EVENTS_LOST(
            COUNTER,
            "lxd.events.lost",
            "",
            "Times that a remote's stream of events broke; it is dialled again",
            "more than a few a day: the server restarts, or something cuts idle connections",
            Label.REMOTE),

    SESSIONS_ACTIVE(GAUGE, "sessions.active", "", "Sessions that have not ended", "near gateway_sessions_limit"),
    SESSIONS_LIMIT(GAUGE, "sessions.limit", "", "How many sessions may run at once", ""),
    SESSIONS_WAITING(
            GAUGE,
            "sessions.waiting",
            "",
            "Requests that wait for a session to end, because of a limit",
            "above 0 for minutes: callers are slowed down"),
    SESSIONS_STARTED(COUNTER, "sessions.started", "", "Sessions that were started", "", Label.MODE),
    SESSIONS_FAILED(
            COUNTER,
            "sessions.failed",
            "",
            "Sessions that a remote could not or would not start",
            "unavailable: see gateway_remote_up; refused: the gateway's log says what the server answered",
            Label.FAILED_START),
    SESSIONS_REFUSED(
            COUNTER,
            "sessions.refused",
            "",
            "Starts that a limit refused",
            "any, unless the limit is meant for whoever meets it",
            Label.START_LIMIT),
    SESSIONS_LOST(
            COUNTER,
            "sessions.lost",
            "",
            "Sessions that the process before this one left behind when it was killed, found at the start",
            "any: the process was killed, or the machine failed"),
    DRAINING(
            GAUGE,
            "draining",
            "",
            "Whether the gateway is going away and takes no new work: 1 or 0",
            "1 for longer than the shutdown may take"),
    LIMITS_HITS(
            COUNTER,
            "limits.hits",
            "",
            "Times that a caller met a limit",
            "GET /api/v1/limits says who met it",
            Label.LIMIT),
    EXEC_START(TIMER, "exec.start", "seconds", "How long the parts of a start take", "", Label.PHASE),
    SESSION_DURATION(TIMER, "session.duration", "seconds", "How long sessions live", "", Label.MODE),
    SESSION_DRAIN(
            TIMER,
            "session.drain",
            "seconds",
            "How long it takes from a process's exit to the end of its session: the last output, and the code",
            "a p99 at gateway.exec.drain.quiet or max: the server does not end streams, or does not tell how it ended"),
    SESSION_EXITS(
            COUNTER,
            "session.exits",
            "",
            "Sessions that ended",
            "reason lxd-lost or start-failed, or tail cut: output or its end was lost",
            Label.EXIT_CLASS,
            Label.EXIT_REASON,
            Label.TAIL),
    SESSION_BYTES(COUNTER, "session.bytes", "bytes", "Bytes that went in and out of processes", "", Label.STREAM),

    OUTPUT_HELD(
            COUNTER,
            "output.held",
            "seconds",
            "How long programs' output was held back, of all streams together: for clients that take it slowly, or by output-rate",
            "client: the way to clients is the slow one; rate: programs are limited",
            Label.HELD),
    OUTPUT_HELD_STREAMS(GAUGE, "output.held.streams", "", "Streams of output that are held back now", ""),
    OUTPUT_BACKLOG(
            GAUGE,
            "output.backlog",
            "bytes",
            "Output that has come from remotes and has not been sent to the session's slowest writer",
            "grows without end: output goes to disk"),
    OUTPUT_SPILLED(
            GAUGE,
            "output.spilled",
            "bytes",
            "Output of sessions that is on disk",
            "near what the disk of gateway.exec.output.directory has left"),
    OUTPUT_GAPS(
            COUNTER,
            "output.gaps",
            "",
            "Times that a client missed output that was not kept or was skipped, and was told so",
            "slow: observers that can't follow; replay: clients come back later than output is kept",
            Label.GAP),
    OUTPUT_GAP_BYTES(COUNTER, "output.gap", "bytes", "Bytes that they missed", "", Label.GAP),

    ATTACHMENTS(
            GAUGE, "attachments", "", "Clients that are attached to sessions, those of exec too", "", Label.ATTACHED),
    CLIENT_UNACKNOWLEDGED(
            GAUGE,
            "client.unacknowledged",
            "bytes",
            "Output that is on its way to clients that acknowledge, and that they have not acknowledged",
            "near gateway_attachments × gateway.exec.flow.window: clients or their networks are slow"),
    WEBSOCKETS(GAUGE, "websockets", "", "WebSockets that are attached", ""),
    WEBSOCKET_PING(
            TIMER,
            "websocket.ping",
            "seconds",
            "How long clients take to answer a ping, which comes behind the output that is on its way",
            "a p95 above half a second: people notice"),
    WEBSOCKET_CLOSES(
            COUNTER,
            "websocket.closes",
            "",
            "WebSockets that closed: after the exit frame (normal), by the client leaving (away), broken (lost), sent away"
                    + " with a code of 4400 to 4499 (refused) or another error (failed)",
            "many lost: a proxy cuts connections, or networks are bad; any failed",
            Label.CLOSE),

    LOGINS_SUCCEEDED(
            COUNTER,
            "logins.succeeded",
            "",
            "Credentials that were right: logins by the page, and requests with a token",
            "",
            Label.WAY),
    LOGINS_FAILED(COUNTER, "logins.failed", "", "Credentials that were wrong", "many: somebody guesses"),
    LOGINS_THROTTLED(
            COUNTER,
            "logins.throttled",
            "",
            "Credentials that were refused unheard, since their address had tried too many",
            "any: somebody guesses"),
    TOKENS(GAUGE, "tokens", "", "API tokens that are good", ""),
    POLICY_RELOADS(
            COUNTER,
            "policy.reloads",
            "",
            "Changes of the policy file, those that were not taken with the outcome failed",
            "failed: the old policy holds; the log says what is wrong in which line",
            Label.KEPT),
    POLICY_VALID(
            GAUGE,
            "policy.valid",
            "",
            "Whether the policy file as it is now is the policy in force: 1 or 0",
            "0: the file is wrong or gone, and the policy before it holds"),
    POLICY_LOADED(GAUGE, "policy.loaded.timestamp", "seconds", "Since when the policy is in force, as Unix time", ""),
    CERTIFICATE_EXPIRES(
            GAUGE,
            "certificate.expires.timestamp",
            "seconds",
            "When a certificate expires, as Unix time: the gateway's own for TLS, of each remote by TLS the client's and the"
                    + " pinned one",
            "in less than 14 days",
            Label.CERTIFICATE,
            Label.REMOTE),

    AUDIT_EVENTS(
            COUNTER,
            "audit.events",
            "",
            "What callers did or wished to do, as the audit has it",
            "refused: somebody tries what they may not, or a policy is too narrow",
            Label.ACTION,
            Label.RESULT),
    AUDIT_WRITES(
            TIMER,
            "audit.writes",
            "seconds",
            "How long it takes to write some events to the database",
            "failed: actions are refused (gateway.audit.on-failure); a p99 above a second: starts wait for it",
            Label.KEPT),
    AUDIT_WAITING(
            GAUGE, "audit.waiting", "", "Events that wait to be written", "above 1000; at 10000 actions are refused"),
    AUDIT_LOST(COUNTER, "audit.lost", "", "Events that could not be kept and are in the log alone", "any"),
    IDEMPOTENCY(
            COUNTER,
            "idempotency.requests",
            "",
            "Requests with an Idempotency-Key: the first of its key, one that got the first one's result (replayed), one whose"
                    + " key stands for another request (reused), one too many (refused)",
            "reused: a caller's mistake; refused: gateway.exec.idempotency.keys is too low",
            Label.IDEMPOTENT),
    IDEMPOTENCY_KEYS(
            GAUGE, "idempotency.keys", "", "Idempotency-Keys that are alive", "near gateway.exec.idempotency.keys");

    /** What Prometheus calls types. */
    public enum Kind {
        COUNTER,
        GAUGE,
        TIMER
    }

    private final Kind kind;
    private final String id;
    private final String unit;
    private final String description;
    private final String worry;

    @SuppressWarnings("ImmutableEnumChecker") // it is a copy
    private final List<Label> labels;

    Metric(Kind kind, String name, String unit, String description, String worry, Label... labels) {
        this.kind = kind;
        this.id = "gateway." + name;
        this.unit = unit;
        this.description = description;
        this.worry = worry;
        this.labels = List.of(labels);
    }

    public Kind kind() {
        return kind;
    }

    /** Micrometer's name. */
    public String id() {
        return id;
    }

    /** A Prometheus base unit, empty for a number of things. */
    public String unit() {
        return unit;
    }

    /** What it tells. */
    public String description() {
        return description;
    }

    /** When to worry; empty where it is for looking things up. */
    public String worry() {
        return worry;
    }

    public List<Label> labels() {
        return labels;
    }
}
