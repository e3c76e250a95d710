package dev.lxdgateway.support.stub;

import java.time.Duration;

/** What can go wrong with the answer to a {@link Call}. */
public sealed interface Fault {

    /** The connection closes instead of an answer. */
    record Cut() implements Fault {}

    /** The connection breaks instead of an answer. */
    record Reset() implements Fault {}

    /** The server says that nothing comes, and goes on listening. */
    record HalfClosed() implements Fault {}

    /** The connection closes in the middle of the answer. */
    record CutInAnswer() implements Fault {}

    /** The answer is right and comes late. */
    record Late(Duration delay) implements Fault {}

    /** No answer comes. */
    record Silence() implements Fault {}

    /** Raw bytes come instead of an answer, and then the connection closes. */
    record Raw(String bytes) implements Fault {}

    /** Another status and body, in which {@code {id}} stands for the operation that was asked for. */
    record Body(int status, String body) implements Fault {

        /** The server's own way to refuse. */
        public static Body error(int status, String message) {
            return inside(status, status, message);
        }

        /** An error inside an answer with another status. */
        public static Body inside(int httpStatus, int status, String message) {
            return new Body(
                    httpStatus,
                    "{\"type\":\"error\",\"status\":\"\",\"status_code\":0,\"operation\":\"\",\"error_code\":%d,"
                                    .formatted(status)
                            + "\"error\":\"%s\",\"metadata\":null}".formatted(message));
        }
    }

    /** A WebSocket opens, and the server knows nothing of it: nothing comes, ever. */
    record OpenAndSilent() implements Fault {}

    /** A WebSocket opens and closes. */
    record OpenAndCut() implements Fault {}
}
