package dev.lxdgateway.operations;

import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SIGTERM and SIGINT: the first has the gateway go and exit with 0, each further one has it hurry. The JVM alone would exit
 * with 143, and not hear a second one.
 */
public final class TerminationSignals {

    private boolean going;
    private @Nullable Drain drain;

    private TerminationSignals() {}

    /** Handles them from now on. */
    public static TerminationSignals handled() {
        var signals = new TerminationSignals();
        List.of("TERM", "INT").forEach(signals::handle);
        return signals;
    }

    /** The compiler warns of these types, and can't be told not to. */
    private void handle(String name) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, method, _) -> {
                if (method.getName().equals("handle")) {
                    received();
                }
                return null;
            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "SIG%s can't be handled: the Java runtime needs its module jdk.unsupported, and no -Xrs"
                            .formatted(name),
                    e);
        }
    }

    /** Has the drain hurry when there is reason to. */
    public void hurry(Drain at) {
        synchronized (this) {
            drain = at;
        }
    }

    /** Each signal has a thread of its own. */
    private void received() {
        if (isFirst()) {
            System.exit(0);
        }
        var hurrying = drain();
        if (hurrying != null) {
            hurrying.hurry();
        }
    }

    private synchronized boolean isFirst() {
        boolean first = !going;
        going = true;
        return first;
    }

    private synchronized @Nullable Drain drain() {
        return drain;
    }
}
