package dev.lxdgateway.api;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Exit;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an exec.
 *
 * @param encoding {@code utf-8} where both outputs are that, else {@code base64} for both
 * @param truncated whether an output is longer than what is here of it, by the caller's own limit
 */
record ExecResult(
        @Nullable Integer exitCode,
        @Nullable String signal,
        String reason,
        String stdout,
        String stderr,
        String encoding,
        long stdoutBytes,
        String stdoutSha256,
        long stderrBytes,
        String stderrSha256,
        boolean truncated,
        String tail,
        @Nullable String detail,
        long durationMs,
        String sessionId) {

    static ExecResult of(String session, Exit exit, OutputCollector output, Duration took) {
        var stdout = output.bytes(Stream.STDOUT);
        var stderr = output.bytes(Stream.STDERR);
        var texts = text(stdout, output.isTruncated())
                .flatMap(out -> text(stderr, output.isTruncated()).map(err -> new String[] {out, err, "utf-8"}))
                .orElseGet(() -> new String[] {base64(stdout), base64(stderr), "base64"});
        var outSum = Objects.requireNonNull(exit.output().get(Stream.STDOUT));
        var errSum = Objects.requireNonNull(exit.output().get(Stream.STDERR));
        return new ExecResult(
                exit.exitCode(),
                exit.signal() == null ? null : exit.signal().name(),
                exit.reason().word(),
                texts[0],
                texts[1],
                texts[2],
                outSum.bytes(),
                outSum.sha256(),
                errSum.bytes(),
                errSum.sha256(),
                output.isTruncated(),
                exit.tail().word(),
                exit.detail(),
                took.toMillis(),
                session);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The text that the bytes are; a truncation may have split its last character. */
    static Optional<String> text(byte[] bytes, boolean truncated) {
        for (int cut = 0; cut <= (truncated ? 3 : 0) && cut <= bytes.length; cut++) {
            try {
                var whole = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length - cut));
                return Optional.of(
                        StandardCharsets.UTF_8.newDecoder().decode(whole).toString());
            } catch (CharacterCodingException _) {
                // not text, or not with this end
            }
        }
        return Optional.empty();
    }
}
