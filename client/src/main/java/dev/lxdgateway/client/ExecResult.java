package dev.lxdgateway.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** What a command wrote, and how it ended. */
public final class ExecResult {

    private final Exit exit;
    private final byte[] stdout;
    private final byte[] stderr;
    private final boolean truncated;
    private final Duration duration;
    private final String sessionId;

    ExecResult(Exit exit, byte[] stdout, byte[] stderr, boolean truncated, Duration duration, String sessionId) {
        this.exit = exit;
        this.stdout = stdout;
        this.stderr = stderr;
        this.truncated = truncated;
        this.duration = duration;
        this.sessionId = sessionId;
    }

    /** How it ended. */
    public Exit exit() {
        return exit;
    }

    /** Its stdout, as far as the request's limit goes. */
    public byte[] stdout() {
        return stdout.clone();
    }

    /** Its stderr, as far as the request's limit goes. */
    public byte[] stderr() {
        return stderr.clone();
    }

    /** Its stdout as UTF-8. */
    public String stdoutText() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Its stderr as UTF-8. */
    public String stderrText() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    /** Whether the request's limit left something out. */
    public boolean isTruncated() {
        return truncated;
    }

    /** How long it took, as the gateway measured it. */
    public Duration duration() {
        return duration;
    }

    /** The session that it was. */
    public String sessionId() {
        return sessionId;
    }

    @Override
    public String toString() {
        return "%s, %d bytes of stdout, %d of stderr, session %s"
                .formatted(exit, stdout.length, stderr.length, sessionId);
    }
}
