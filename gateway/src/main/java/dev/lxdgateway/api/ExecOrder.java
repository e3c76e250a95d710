package dev.lxdgateway.api;

import dev.lxdgateway.access.Permit;
import dev.lxdgateway.session.AttachRequest;
import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Session;
import dev.lxdgateway.session.SessionRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
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

    /** Passes on what it reads and what it writes. */
    void connect(Session session, Attachment.Client client) {
        session.attach(client, AttachRequest.writer(request().owner()));
        session.feed(input.duplicate());
    }
}
