package dev.lxdgateway.lxd;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The server's events of all projects. The stream is dialled for the first exec, and dialled again when it is lost, with
 * growing pauses, for as long as its listener waits for something. A server that refuses its log to this client is asked
 * for its operations alone.
 */
final class EventStream {

    /** Who hears the events. Calls come one at a time. */
    interface Listener {

        /** Whether anything is waited for. */
        boolean isWaiting();

        /** Events come from now on; what happened before may not have been told. */
        void opened();

        void event(String type, JsonNode metadata);

        /** The stream broke. */
        void lost();
    }

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final String OPERATIONS = "operation";
    private static final String WITH_LOG = "operation,logging";

    /** How an entry of the log begins: some thirty for each exec from LXD before 5.0.3, of which two are wanted. */
    private static final String LOG_ENTRY = "{\"type\":\"logging\"";

    private static final String OF_PROCESS = "Instance process ";

    /** Jetty begins each text with as much room as its input buffer has. */
    private static final int USUAL_EVENT = 4 * 1024;

    private final HttpTransport transport;
    private final Duration limit;
    private final Listener listener;
    private final ReentrantLock dialling = new ReentrantLock();
    private final AtomicBoolean reviving = new AtomicBoolean();
    private volatile @Nullable EventSocket socket;
    private volatile boolean withLog;
    private volatile boolean closed;
    private long failedAt = System.nanoTime() - FIRST_PAUSE.toNanos();

    EventStream(HttpTransport transport, Duration limit, Listener listener) {
        this.transport = transport;
        this.limit = limit;
        this.listener = listener;
    }

    boolean isOpen() {
        var current = socket;
        return current != null && current.isOpen();
    }

    /** Whether the server's log comes too. */
    boolean hasLog() {
        var current = socket;
        return current != null && current.isOpen() && current.log;
    }

    /** Whether events of operations come for certain, since one has come. */
    boolean isProven() {
        var current = socket;
        return current != null && current.isOpen() && current.proven;
    }

    /**
     * Opens the stream if it is not open. It waits only for the first attempt in a while; later ones are made aside.
     *
     * @param log whether the server's log is wanted
     */
    void open(boolean log) {
        withLog |= log;
        if (isOpen()) {
            return;
        }
        dialling.lock();
        try {
            if (!isOpen() && System.nanoTime() - failedAt >= FIRST_PAUSE.toNanos()) {
                dial();
            }
        } finally {
            dialling.unlock();
        }
    }

    private void dial() {
        try {
            if (withLog) {
                try {
                    dial(WITH_LOG);
                    return;
                } catch (RefusedUpgradeException e) {
                    // a server that starts refuses everything; otherwise the log is for administrators only
                    if (e.isTemporary()) {
                        throw e;
                    }
                }
            }
            dial(OPERATIONS);
        } catch (IOException _) {
            // a server that is down says so to the request that follows
            failedAt = System.nanoTime();
        }
    }

    private void dial(String types) throws IOException {
        var dialled = new EventSocket(types.equals(WITH_LOG));
        try {
            HttpTransport.await(transport.connect(dialled, "/1.0/events?all-projects=true&type=" + types), limit);
        } catch (IOException e) {
            dialled.disconnect();
            throw e;
        }
        socket = dialled;
        listener.opened();
    }

    /** Sees to it that the stream is opened again, if it is not open. */
    void revive() {
        if (!closed && !isOpen() && listener.isWaiting() && reviving.compareAndSet(false, true)) {
            Thread.ofVirtual().name("lxd-events").start(this::reviveWithPauses);
        }
    }

    private void reviveWithPauses() {
        try {
            for (var pause = FIRST_PAUSE; !isOpen() && !closed && listener.isWaiting(); pause = longer(pause)) {
                Thread.sleep(pause);
                open(withLog);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            reviving.set(false);
        }
    }

    static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    void close() {
        closed = true;
    }

    /** Public only because Jetty calls it by reflection. */
    public final class EventSocket implements Session.Listener.AutoDemanding {

        private final boolean log;
        private final LateSession session = new LateSession();
        private volatile boolean proven;

        EventSocket(boolean log) {
            this.log = log;
        }

        boolean isOpen() {
            return session.get() != null;
        }

        void disconnect() {
            session.disconnect();
        }

        @Override
        public void onWebSocketOpen(Session opened) {
            opened.setInputBufferSize(USUAL_EVENT);
            session.opened(opened);
        }

        @Override
        public void onWebSocketText(String message) {
            if (message.startsWith(LOG_ENTRY) && !message.contains(OF_PROCESS)) {
                return;
            }
            try {
                var event = LxdApi.JSON.readTree(message);
                var type = event.path("type").asString("");
                proven |= type.equals(OPERATIONS);
                listener.event(type, event.path("metadata"));
            } catch (JacksonException _) {
                // what is no event tells nothing, and the next one may
            }
        }

        @Override
        public void onWebSocketError(Throwable cause) {
            // the close that follows says enough
        }

        @Override
        public void onWebSocketClose(int statusCode, String reason, Callback callback) {
            callback.succeed();
            if (!closed) {
                listener.lost();
            }
            revive();
        }
    }
}
