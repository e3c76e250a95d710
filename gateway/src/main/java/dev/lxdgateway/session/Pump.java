package dev.lxdgateway.session;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one client what there is to be sent. It runs where there comes something to send, and in a virtual thread where
 * that is much or the client may wait, so that one with nothing to send has none.
 */
final class Pump {

    /** Frames that a thread sends by the way. */
    private static final int FEW = 4;

    /** Where the frames come from. */
    interface Frames {

        /** What to send next, null if nothing now. */
        @Nullable Frame next() throws IOException;
    }

    private final Attachment.Client client;
    private final Frames frames;
    private final Runnable gone;
    private final AtomicInteger wakes = new AtomicInteger();

    /** @param gone is called after the last frame, or after a failure */
    Pump(Attachment.Client client, Frames frames, Runnable gone) {
        this.client = client;
        this.frames = frames;
        this.gone = gone;
    }

    /** Sends what there is to be sent, at once unless that is being done: a little of it, and without waiting for the client. */
    void wake() {
        if (!client.isPrompt()) {
            wakeElsewhere();
        } else if (wakes.getAndIncrement() == 0) {
            run(1, FEW);
        }
    }

    /** The same in a thread of its own. */
    void wakeElsewhere() {
        if (wakes.getAndIncrement() == 0) {
            start(1);
        }
    }

    private void start(int seen) {
        Thread.ofVirtual().name("attachment").start(() -> run(seen, Integer.MAX_VALUE));
    }

    /**
     * Sends until there is nothing to be sent.
     *
     * @param seen how many wakes are answered by that
     * @param most frames that this thread sends
     */
    private void run(int seen, int most) {
        try {
            int answered = seen;
            int left = most;
            do {
                for (var frame = frames.next(); frame != null; frame = frames.next()) {
                    client.send(frame);
                    if (!goesOn(frame, answered, --left)) {
                        return;
                    }
                }
                answered = wakes.addAndGet(-answered);
            } while (answered != 0);
        } catch (IOException | RuntimeException _) {
            gone.run();
        }
    }

    private boolean goesOn(Frame frame, int seen, int left) {
        var sent = client.sent();
        if (!sent.isDone()) {
            var _ = sent.whenComplete((_, failure) -> sent(frame, failure, seen));
            return false;
        }
        if (sent.isCompletedExceptionally() || frame instanceof Frame.Exited) {
            gone.run();
            return false;
        }
        if (left == 0) {
            start(seen);
            return false;
        }
        return true;
    }

    private void sent(Frame frame, @Nullable Throwable failure, int seen) {
        if (failure == null && !(frame instanceof Frame.Exited)) {
            run(seen, FEW);
        } else {
            gone.run();
        }
    }
}
