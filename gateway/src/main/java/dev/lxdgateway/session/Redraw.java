package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Exec;
import dev.lxdgateway.lxd.TerminalSize;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a full-screen program draw its screen anew, as it does when the terminal's size changes: it is another for a moment,
 * and no attachment hears of that. Guarded by the session's lock.
 */
final class Redraw {

    private static final Duration MOMENT = Duration.ofMillis(100);

    private final Exec exec;
    private final Guard guard;
    private final ScheduledExecutorService timer;
    private boolean going;

    Redraw(Exec exec, Guard guard, ScheduledExecutorService timer) {
        this.exec = exec;
        this.guard = guard;
        this.timer = timer;
    }

    /** @param size the terminal's size by the end of the moment, null once nothing is to be drawn any more */
    void start(TerminalSize now, Supplier<@Nullable TerminalSize> size) {
        if (!going) {
            going = true;
            exec.resize(new TerminalSize(now.cols(), now.rows() > 1 ? now.rows() - 1 : 2));
            var _ = timer.schedule(() -> guard.run(() -> end(size.get())), MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void end(@Nullable TerminalSize size) {
        going = false;
        if (size != null) {
            exec.resize(size);
        }
    }
}
