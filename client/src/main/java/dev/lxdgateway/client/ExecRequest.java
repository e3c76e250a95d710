package dev.lxdgateway.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command to run to its end, with all of its input.
 *
 * {@snippet :
 * var request = ExecRequest.of(Command.of("sort"))
 *         .withStdin("b\na\n")
 *         .withTimeout(Duration.ofSeconds(30))
 *         .withIdempotencyKey(UUID.randomUUID().toString());
 * }
 */
public final class ExecRequest {

    private final Command command;
    private final byte[] stdin;
    private final @Nullable Duration timeout;
    private final @Nullable Long maxOutput;
    private final @Nullable String idempotencyKey;

    private ExecRequest(
            Command command,
            byte[] stdin,
            @Nullable Duration timeout,
            @Nullable Long maxOutput,
            @Nullable String idempotencyKey) {
        this.command = command;
        this.stdin = stdin;
        this.timeout = timeout;
        this.maxOutput = maxOutput;
        this.idempotencyKey = idempotencyKey;
    }

    /** A command without input. */
    public static ExecRequest of(Command command) {
        return new ExecRequest(command, new byte[0], null, null, null);
    }

    /** With this text as its input, in UTF-8. */
    public ExecRequest withStdin(String text) {
        return new ExecRequest(command, text.getBytes(StandardCharsets.UTF_8), timeout, maxOutput, idempotencyKey);
    }

    /** With these bytes as its input. */
    public ExecRequest withStdin(byte[] bytes) {
        return new ExecRequest(command, bytes.clone(), timeout, maxOutput, idempotencyKey);
    }

    /** Ended after this time, with {@link ExitReason#KILLED_BY_TIMEOUT}. */
    public ExecRequest withTimeout(Duration limit) {
        return new ExecRequest(command, stdin, limit, maxOutput, idempotencyKey);
    }

    /** With no more than so many bytes of each stream in the result; the command runs on, and all is counted. */
    public ExecRequest withMaxOutput(long bytes) {
        return new ExecRequest(command, stdin, timeout, bytes, idempotencyKey);
    }

    /** Run once however often it is asked for with this key: a retry joins the first run, or gets its result. */
    public ExecRequest withIdempotencyKey(String key) {
        return new ExecRequest(command, stdin, timeout, maxOutput, key);
    }

    Command command() {
        return command;
    }

    byte[] stdin() {
        return stdin;
    }

    @Nullable Duration timeout() {
        return timeout;
    }

    @Nullable Long maxOutput() {
        return maxOutput;
    }

    @Nullable String idempotencyKey() {
        return idempotencyKey;
    }
}
