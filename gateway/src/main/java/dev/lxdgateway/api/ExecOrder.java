package dev.lxdgateway.api;

import dev.lxdgateway.access.Permit;
import dev.lxdgateway.access.Supervision;
import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Session;
import dev.lxdgateway.session.SessionRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command to run with all of its input.
 *
 * @param permit what to run, which is allowed
 * @param limit how long it may take, null for ever
 * @param most bytes of each stream to answer with
 */
record ExecOrder(Permit permit, ByteBuffer input, @Nullable Duration limit, int most) {

    SessionRequest request() {
        return permit.request();
    }

    /** Starts it, and passes on what it reads, and to a client what it writes. */
    Session start(Supervision sessions, Function<Session, ? extends Attachment.Client> client) {
        var session = sessions.start(permit, client);
        session.feed(input.duplicate());
        return session;
    }
}
