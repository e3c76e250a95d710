package dev.lxdgateway.exec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came of a command.
 *
 * @param way how it was run
 * @param exitCode its exit code, null where it was not told
 * @param stdout all of its stdout, one character a byte
 * @param stderr all of its stderr, one character a byte
 * @param took from the request to the end
 * @param exit what the gateway says of the exit, null of another client
 */
record Result(
        String way,
        @Nullable Integer exitCode,
        String stdout,
        String stderr,
        Duration took,
        @Nullable JsonNode exit) {

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** With the mark's place instead of the mark. */
    Result unmarked(String mark) {
        return new Result(
                way, exitCode, stdout.replace(mark, ExecCase.MARK), stderr.replace(mark, ExecCase.MARK), took, exit);
    }
}
