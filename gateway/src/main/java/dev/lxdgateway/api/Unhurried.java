package dev.lxdgateway.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.server.HttpStream;
import org.jspecify.annotations.Nullable;

/**
 * A request without the container's idle timeout, until it is closed: a caller may have nothing to send for hours, or take
 * nothing of what its command writes.
 */
final class Unhurried implements AutoCloseable {

    private final @Nullable HttpStream stream;
    private final long before;

    private Unhurried(@Nullable HttpStream stream) {
        this.stream = stream;
        this.before = stream == null ? 0 : stream.getIdleTimeout();
    }

    static Unhurried of(HttpServletRequest request) {
        var found = new AtomicReference<@Nullable HttpStream>();
        ServletContextRequest.getServletContextRequest(request).addHttpStreamWrapper(stream -> {
            found.set(stream);
            return stream;
        });
        var unhurried = new Unhurried(found.get());
        unhurried.setIdleTimeout(0);
        return unhurried;
    }

    /** The connection serves other requests after this one. */
    @Override
    public void close() {
        setIdleTimeout(before);
    }

    private void setIdleTimeout(long milliseconds) {
        if (stream != null) {
            stream.setIdleTimeout(milliseconds);
        }
    }
}
