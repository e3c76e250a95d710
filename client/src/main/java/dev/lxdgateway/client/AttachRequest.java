package dev.lxdgateway.client;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How to attach to a session.
 *
 * @param mode whether to take part or to watch
 * @param since the offset to replay the output from, over all streams; without it all that is kept
 * @param ticket a one-time ticket to attach with, instead of the client's token
 */
public record AttachRequest(
        Mode mode, OptionalLong since, @Nullable String ticket) {

    /** To take part. */
    public static AttachRequest writer() {
        return new AttachRequest(Mode.WRITER, OptionalLong.empty(), null);
    }

    /** To watch. */
    public static AttachRequest observer() {
        return new AttachRequest(Mode.OBSERVER, OptionalLong.empty(), null);
    }

    /** With everything from that offset on. */
    public AttachRequest since(long offset) {
        return new AttachRequest(mode, OptionalLong.of(offset), ticket);
    }

    /** With a ticket that somebody with a token got by {@link Session#ticket}. */
    public AttachRequest withTicket(String secret) {
        return new AttachRequest(mode, since, secret);
    }

    @Override
    public String toString() {
        return "%s since %s%s".formatted(mode, since, ticket == null ? "" : " with a ticket");
    }
}
