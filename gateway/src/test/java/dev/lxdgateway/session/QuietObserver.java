package dev.lxdgateway.session;

import dev.lxdgateway.lxd.LxdException;
import dev.lxdgateway.lxd.Stream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears of sessions and tells nobody but the test, and that of limits, gaps and waits only. */
final class QuietObserver implements SessionObserver {

    final List<String> limits = new CopyOnWriteArrayList<>();
    final List<Gap> gaps = new CopyOnWriteArrayList<>();
    final List<Held> helds = new CopyOnWriteArrayList<>();

    @Override
    public void started(Session session) {}

    @Override
    public void failed(LxdException why) {}

    @Override
    public void refused(String limit) {}

    @Override
    public void limited(String limit) {
        limits.add(limit);
    }

    @Override
    public void phase(Phase phase, Duration took) {}

    @Override
    public void received(Stream stream, int bytes) {}

    @Override
    public void typed(int bytes) {}

    @Override
    public void missed(Gap why, long bytes) {
        gaps.add(why);
    }

    @Override
    public void held(Held why, Duration time) {
        helds.add(why);
    }

    @Override
    public void ended(Session session, Exit exit) {}
}
