package dev.lxdgateway.client;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's refusal, as it told it.
 *
 * {@snippet :
 * try {
 *     gateway.instance("web-1").exec("uptime");
 * } catch (ProblemException e) {
 *     if (e.code().equals("instance-not-running")) {
 *         return;
 *     }
 *     throw e;
 * }
 * }
 */
public final class ProblemException extends GatewayException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String detail;
    private final @Nullable Duration retryAfter;

    ProblemException(int status, String code, String detail, @Nullable Duration retryAfter) {
        super("%d %s: %s".formatted(status, code, detail), null);
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** The HTTP status, also where a WebSocket was closed with 4000 + this. */
    public int status() {
        return status;
    }

    /** The stable word for it, such as {@code instance-not-found}. */
    public String code() {
        return code;
    }

    /** What it is about, for people. */
    public String detail() {
        return detail;
    }

    /** When to try again, where the gateway says so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
