package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Stream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears of sessions and tells nobody but the test, and that of limits only. */
final class QuietObserver implements SessionObserver {

    final List<String> limits = new CopyOnWriteArrayList<>();

    @Override
    public void started(Session session) {}

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
    public void ended(Session session, Exit exit) {}
}
