package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.SessionObserver.Gap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session's output on its way from the exec through the log to the attachments, with the lock that guards all of the
 * session.
 */
final class Output {

    private static final long LONGEST_SKIP = 768 * 1024;

    private final Guard guard = new Guard();
    private final Exec exec;
    private final Audience audience = new Audience();
    private final OutputLog log;
    private final Flow flow;
    private final SessionSettings.Output limits;
    private final Account account;
    private final long spill;
    private final SessionObserver observer;

    Output(Exec exec, Quota quota, SessionContext context) {
        this.exec = exec;
        this.limits = context.settings().output();
        this.account = context.account();
        this.spill = quota.spill();
        this.observer = context.observer();
        this.log = new OutputLog(context.memory(), new Spill(limits.directory(), account.disk()));
        this.flow = new Flow(log, audience, quota.outputRate(), context);
    }

    Guard guard() {
        return guard;
    }

    Audience audience() {
        return audience;
    }

    /** Absolute offset of the first byte that is still kept. */
    long start() {
        return log.start();
    }

    /** Absolute offset of the next byte to come. */
    long end() {
        return log.end();
    }

    /** How many bytes each stream has brought. */
    Map<Stream, Long> bytes() {
        return Map.of(Stream.STDOUT, log.end(Stream.STDOUT), Stream.STDERR, log.end(Stream.STDERR));
    }

    /** Why more waits for clients than there may, null if it does not. */
    @Nullable String overflow() {
        long most = limits.memory() + limits.spill();
        if (log.backlog() > most) {
            account.met("spill");
            return "more than %d bytes waited for a client that took none".formatted(most);
        }
        if (log.isSpilled() && account.disk().get() > spill) {
            account.met("spill-per-caller");
            return "the caller's sessions had more than %d bytes on disk (spill-per-caller)".formatted(spill);
        }
        return null;
    }

    /**
     * Takes a piece in. Called under the lock.
     *
     * @return whether the next one of that stream may come
     */
    boolean take(Stream stream, ByteBuffer data) throws IOException {
        int size = data.remaining();
        log.append(stream, data);
        return flow.goesOn(stream, size, () -> waited(stream));
    }

    /** Not in the timer's thread, for a demand may read. */
    private void waited(Stream stream) {
        Thread.ofVirtual().name("output").start(() -> {
            boolean goesOn = guard.get(() -> flow.waited(stream, () -> waited(stream)));
            if (goesOn) {
                exec.demand(stream);
            }
        });
    }

    /** Gives what is on its way to an interrupt of the program some room before all limits. */
    void hurry() {
        demand(guard.get(flow::hurry));
    }

    /** Holds nothing back any more. Called under the lock; what it gives is to be demanded outside. */
    Set<Stream> fullSpeed() {
        return flow.fullSpeed();
    }

    void demand(Set<Stream> streams) {
        streams.forEach(exec::demand);
    }

    /** Reads from where an attachment begins. Called under the lock. */
    Cursor cursor(OptionalLong since, int window, boolean acknowledges) {
        return new Cursor(log, from(since), window, acknowledges, Math.min(LONGEST_SKIP, limits.memory()), observer);
    }

    private long from(OptionalLong since) {
        long from = since.orElse(log.start());
        if (from < 0 || from > log.end()) {
            throw new IllegalArgumentException(
                    "since=%d is not between 0 and the end of the output at %d".formatted(from, log.end()));
        }
        return from;
    }

    /** Whether the attachment was there until now. Called under the lock. */
    boolean remove(Attachment attachment) {
        boolean was = audience.remove(attachment);
        if (was) {
            flow.left(attachment);
            attachment.cursor().close();
        }
        return was;
    }

    /** An attachment no longer sets the pace. Called under the lock. */
    void stepBack(Attachment attachment) {
        flow.left(attachment);
    }

    /** Goes on after a change of the audience. */
    void goOn() {
        demand(guard.get(flow::relieved));
        audience.wake();
    }

    /** What it has to carry. Called under the lock. */
    Load load() {
        return audience.load(log.end(), flow.held());
    }

    /** What is kept of one stream. Called under the lock. */
    Kept kept(Stream stream) {
        return new Kept(log.start(stream), log.end(stream));
    }

    /**
     * A piece of one stream from an offset in its own bytes. Called under the lock.
     *
     * @param session whose it is
     */
    ByteBuffer read(Stream stream, long own, int max, String session) throws IOException {
        long start = log.start(stream);
        if (own < start) {
            observer.missed(Gap.REPLAY, start - own);
            throw new OutputGoneException(session, start);
        }
        var piece = log.read(log.locate(stream, own), max, ByteBuffer::allocate);
        if (piece == null) {
            throw new IllegalArgumentException("%s has no byte %d".formatted(stream, own));
        }
        return piece.data();
    }

    /** What an attachment has taken may let the exec go on. */
    void taken() {
        demand(guard.get(flow::relieved));
    }

    /** There is no more to come. */
    void settle() {
        guard.run(log::settle);
    }

    void forget() {
        guard.run(log::close);
    }
}
