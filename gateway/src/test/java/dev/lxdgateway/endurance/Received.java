package dev.lxdgateway.endurance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** What a client has of a command that has ended. */
final class Received {

    private final byte[] stdout;
    private final byte[] stderr;
    private final String exit;
    private final String sums;

    private Received(byte[] stdout, byte[] stderr, String exit, String sums) {
        this.stdout = stdout;
        this.stderr = stderr;
        this.exit = exit;
        this.sums = sums;
    }

    /** Made of an exit frame. */
    static Received of(JsonNode frame, byte[] stdout, byte[] stderr) {
        return new Received(
                stdout,
                stderr,
                exit(frame),
                sums(
                        frame.path("bytes").path("stdout"),
                        frame.path("sha256").path("stdout"),
                        frame.path("bytes").path("stderr"),
                        frame.path("sha256").path("stderr")));
    }

    /** Made of the answer to an exec. */
    static Received of(JsonNode answer) {
        boolean text = answer.path("encoding").asString().equals("utf-8");
        return new Received(
                bytes(answer.path("stdout").asString(), text),
                bytes(answer.path("stderr").asString(), text),
                exit(answer),
                sums(
                        answer.path("stdoutBytes"),
                        answer.path("stdoutSha256"),
                        answer.path("stderrBytes"),
                        answer.path("stderrSha256")));
    }

    private static byte[] bytes(String output, boolean text) {
        return text ? output.getBytes(UTF_8) : Base64.getDecoder().decode(output);
    }

    private static String exit(JsonNode exit) {
        return "%s %s %s"
                .formatted(
                        exit.path("exitCode"),
                        exit.path("reason").asString(),
                        exit.path("tail").asString());
    }

    private static String sums(JsonNode... numbersAndDigests) {
        var told = new StringBuilder();
        for (var value : numbersAndDigests) {
            told.append(value.asString()).append(' ');
        }
        return told.toString();
    }

    byte[] stdout() {
        return stdout;
    }

    byte[] stderr() {
        return stderr;
    }

    long bytes() {
        return (long) stdout.length + stderr.length;
    }

    /** How the command ended: code, reason and tail. */
    String exit() {
        return exit;
    }

    /** What the gateway says it has sent: bytes and SHA-256 of each stream. */
    String sums() {
        return sums;
    }

    /** Whether the gateway's sums are those of what has come. */
    boolean isAsTold() {
        return sums.equals(
                "%d %s %d %s ".formatted(stdout.length, Digests.sha256(stdout), stderr.length, Digests.sha256(stderr)));
    }

    boolean isUnverified() {
        return exit.endsWith(" unverified");
    }
}
