package dev.lxdgateway.session;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lets an interrupt overtake a flood, for the one attachment that interrupted: nothing more is sent to it while the flood
 * runs out, and then it goes on near the end. That the flood has run out is seen by a moment without output; a program that
 * doesn't stop gets no longer than half a second, and nobody else's output is touched, nor the log.
 */
final class Interrupt {

    private static final Duration MOMENT = Duration.ofMillis(25);
    private static final int MOMENTS = 20;

    private final Output output;
    private final ScheduledExecutorService timer;

    Interrupt(Output output, ScheduledExecutorService timer) {
        this.output = output;
        this.timer = timer;
    }

    void by(Attachment attachment) {
        boolean held = output.guard().get(() -> attachment.cursor().hold());
        if (held) {
            output.goOn();
            watch(attachment, output.guard().get(output::end), MOMENTS);
        }
    }

    private void watch(Attachment attachment, long end, int moments) {
        var _ = timer.schedule(() -> look(attachment, end, moments), MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Attachment attachment, long end, int moments) {
        long now = output.guard().get(output::end);
        boolean over = now == end
                || moments == 0
                || output.guard().get(() -> attachment.cursor().isOutrun());
        if (over) {
            output.guard().run(() -> attachment.cursor().release());
            output.goOn();
        } else {
            watch(attachment, now, moments - 1);
        }
    }
}
