package dev.lxdgateway.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.io.QuietException;
import org.jspecify.annotations.Nullable;

/** Leaves a response that has begun without its end, so that no client takes it for a whole one. */
final class BrokenAnswerException extends RuntimeException implements QuietException {

    private static final long serialVersionUID = 1L;

    private BrokenAnswerException(@Nullable Throwable cause) {
        super("the answer is broken off", cause);
    }

    /** Begins the response if need be; what is to be thrown then has the container break it off. */
    static BrokenAnswerException of(HttpServletResponse response, @Nullable Throwable cause) throws IOException {
        response.flushBuffer();
        return new BrokenAnswerException(cause);
    }
}
