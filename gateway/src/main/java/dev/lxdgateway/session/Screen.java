package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import dev.lxdgateway.lxd.TerminalSize;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The size of a session's terminal, and what a full-screen program draws on it. Guarded by the session's lock. */
final class Screen {

    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Exec exec;
    private final Audience audience;
    private final Guard guard;
    private final ScheduledExecutorService timer;
    private @Nullable TerminalSize size;
    private boolean isDrawing;

    /** @param size null where there is no terminal */
    Screen(@Nullable TerminalSize size, Exec exec, Output output, ScheduledExecutorService timer) {
        this.size = size;
        this.exec = exec;
        this.audience = output.audience();
        this.guard = output.guard();
        this.timer = timer;
    }

    @Nullable TerminalSize size() {
        return size;
    }

    /** Has another size, of which the attachments are told but the author. */
    void resize(TerminalSize to, @Nullable Attachment author) {
        if (!to.equals(size)) {
            size = to;
            exec.resize(to);
            audience.tell(new Frame.Resized(to), author);
        }
    }

    /**
     * Has a program draw it anew, as it does when the size changes: it is another for a moment, and no attachment hears of
     * that.
     *
     * @param isGone whether there is no program any more
     */
    void redraw(BooleanSupplier isGone) {
        var now = size;
        if (now != null && !isDrawing) {
            isDrawing = true;
            exec.resize(new TerminalSize(now.cols(), now.rows() > 1 ? now.rows() - 1 : 2));
            var _ = timer.schedule(
                    () -> guard.run(() -> drawn(isGone.getAsBoolean())), MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void drawn(boolean isGone) {
        isDrawing = false;
        if (size != null && !isGone) {
            exec.resize(size);
        }
    }
}
