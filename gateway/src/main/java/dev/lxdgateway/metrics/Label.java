package dev.lxdgateway.metrics;

import java.util.List;

/** What tells the series of a metric apart. None is an instance, a user or an id, so that there are never many. */
public enum Label {
    ACTION(
            "action",
            "login",
            "login-failed",
            "logout",
            "refused",
            "session-start",
            "attach",
            "observe",
            "share",
            "signal",
            "end",
            "session-end",
            "token-create",
            "token-revoke",
            "policy-change",
            "policy-error"),
    ATTACHED("mode", "writer", "observer"),
    CERTIFICATE("certificate", "own", "client", "pinned"),
    CLOSE("class", "normal", "away", "lost", "refused", "failed"),
    EXIT_CLASS("class", "success", "failure", "signal", "unknown"),
    EXIT_REASON(
            "reason",
            "exited",
            "signal",
            "killed-by-timeout",
            "hung-up",
            "gateway-drain",
            "instance-stopped",
            "lxd-lost",
            "start-failed"),
    FAILED_START("cause", "not-found", "not-running", "refused", "unavailable"),
    GAP("cause", "interrupt", "slow", "replay"),
    HELD("cause", "client", "rate"),
    IDEMPOTENT("result", "first", "replayed", "reused", "refused"),
    KEPT("outcome", "ok", "failed"),
    LIMIT(
            "limit",
            "sessions",
            "sessions-per-caller",
            "queue",
            "queue-per-caller",
            "starting",
            "starts",
            "starts-per-caller",
            "total-time",
            "idle-time",
            "retained-output",
            "output-per-caller",
            "spill",
            "spill-per-caller",
            "output-rate",
            "output-rate-per-caller",
            "idempotency-keys"),
    MODE("mode", "terminal", "pipes"),
    OUTCOME("outcome", "ok", "refused", "unavailable"),
    PHASE("phase", "queue", "post", "connect", "first-output"),
    /** As many as are configured. */
    REMOTE("remote"),
    RESULT("result", "allowed", "denied", "done", "failed", "lost"),
    STREAM("stream", "stdin", "stdout", "stderr"),
    TAIL("tail", "complete", "cut", "unverified"),
    START_LIMIT(
            "limit",
            "sessions",
            "sessions-per-caller",
            "queue",
            "queue-per-caller",
            "starting",
            "starts",
            "starts-per-caller",
            "overload"),
    /** One, the program's. */
    VERSION("version"),
    WAY("way", "page", "token");

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // it is a copy
    private final List<String> choices;

    Label(String word, String... values) {
        this.word = word;
        this.choices = List.of(values);
    }

    /** Its name in Prometheus. */
    public String word() {
        return word;
    }

    /** All its values; none where they depend on the configuration. */
    public List<String> choices() {
        return choices;
    }
}
