package dev.lxdgateway.api;

import java.io.IOException;
import org.springframework.util.unit.DataSize;

/** A JSON body that is larger than allowed. */
final class BodyTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(DataSize limit) {
        super(
                ("The body has more than %d bytes (gateway.limits.body); larger input goes by a raw exec, or by a session's"
                                + " input")
                        .formatted(limit.toBytes()));
    }
}
