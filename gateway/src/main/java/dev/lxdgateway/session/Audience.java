package dev.lxdgateway.session;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The attachments of a session. Changes and positions are guarded by the session's lock; waking needs none. */
final class Audience {

    private static final int FEW = 3;

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

    /** @throws IllegalArgumentException if there is none of that id */
    Attachment find(String id) {
        return attachments.stream()
                .filter(attachment -> attachment.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no attachment '%s'".formatted(id)));
    }

    Frame.Attachments count() {
        return new Frame.Attachments(
                attachments.stream().map(Attachment::attendee).toList());
    }

    void announce(@Nullable Attachment cause) {
        var count = count();
        others(cause).forEach(attachment -> attachment.tell(count));
    }

    void tell(Frame frame, @Nullable Attachment author) {
        others(author).forEach(attachment -> attachment.tell(frame));
    }

    private List<Attachment> others(@Nullable Attachment one) {
        return attachments.stream().filter(attachment -> attachment != one).toList();
    }

    /** How far the slowest writer has been sent to. */
    OptionalLong slowestWriter() {
        return writers().mapToLong(attachment -> attachment.cursor().pace()).min();
    }

    /** How far every writer has the output for sure. */
    OptionalLong consumedByAll() {
        return writers().mapToLong(attachment -> attachment.cursor().consumed()).min();
    }

    Load load(long end, int held) {
        int writers = (int) writers().count();
        return new Load(
                writers,
                attachments.size() - writers,
                attachments.stream()
                        .mapToLong(attachment -> attachment.cursor().unacknowledged())
                        .sum(),
                slowestWriter().stream().map(at -> end - at).sum(),
                held);
    }

    private Stream<Attachment> writers() {
        return attachments.stream().filter(Attachment::isWriter);
    }

    /** Has them sent what there is, by this thread unless they are many. */
    void wake() {
        wake(attachments);
    }

    /** For more output alone. */
    void wakeForOutput() {
        wake(attachments.stream().filter(attachment -> !attachment.isFull()).toList());
    }

    private static void wake(List<Attachment> some) {
        some.forEach(some.size() > FEW ? Attachment::wakeElsewhere : Attachment::wake);
    }
}
