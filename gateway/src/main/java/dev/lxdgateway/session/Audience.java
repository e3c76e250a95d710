package dev.lxdgateway.session;

import dev.lxdgateway.lxd.TerminalSize;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The attachments of a session. Changes and positions are guarded by the session's lock; waking needs none. */
final class Audience {

    private final List<Attachment> attachments = new CopyOnWriteArrayList<>();

    void add(Attachment attachment) {
        attachments.add(attachment);
        announce(attachment);
    }

    boolean remove(Attachment attachment) {
        boolean was = attachments.remove(attachment);
        if (was) {
            announce(attachment);
        }
        return was;
    }

    boolean isEmpty() {
        return attachments.isEmpty();
    }

    Frame.Attachments count() {
        int writers = (int) writers().count();
        return new Frame.Attachments(writers, attachments.size() - writers);
    }

    private void announce(Attachment cause) {
        var count = count();
        others(cause).forEach(attachment -> attachment.tell(count));
    }

    void tell(TerminalSize size, @Nullable Attachment author) {
        others(author).forEach(attachment -> attachment.tell(size));
    }

    private List<Attachment> others(@Nullable Attachment one) {
        return attachments.stream().filter(attachment -> attachment != one).toList();
    }

    /** How far the slowest writer has been sent to. */
    OptionalLong slowestWriter() {
        return writers().mapToLong(Attachment::cursor).min();
    }

    /** How far every writer has the output for sure. */
    OptionalLong consumedByAll() {
        return writers().mapToLong(Attachment::consumed).min();
    }

    private Stream<Attachment> writers() {
        return attachments.stream().filter(Attachment::isWriter);
    }

    void wake() {
        attachments.forEach(Attachment::wake);
    }
}
