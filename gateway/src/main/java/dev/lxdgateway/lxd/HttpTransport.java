package dev.lxdgateway.lxd;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.jspecify.annotations.Nullable;

/** HTTP and WebSockets to one server over one Jetty client, by Unix socket or mutual TLS. */
final class HttpTransport implements AutoCloseable {

    private static final int MAX_RESPONSE = 64 * 1024 * 1024;

    /** A message of 32 KiB, as servers send them, with its header: each exec whose output is not read holds one. */
    private static final int FRAME = 36 * 1024;

    /** More could be on its way at a process's exit than the tail limit lets pass, were the kernel to choose the size. */
    private static final int RECEIVE_BUFFER = 512 * 1024;

    /** LXD and Incus close an idle connection after 30 s, and a POST must not meet that. */
    private static final Duration POOLED_IDLE = Duration.ofSeconds(20);

    private static final Duration POOLED_LIFE = Duration.ofSeconds(20);

    private static final Duration LOOK_AT_CERTIFICATES = Duration.ofSeconds(5);

    private final HttpClient http;
    private final WebSocketClient webSockets;
    private final URI base;

    private HttpTransport(HttpClient http, URI base, Duration pooledIdle) {
        this.http = http;
        this.base = base;
        http.setConnectTimeout(5_000);
        http.setMaxConnectionsPerDestination(1024);
        http.setMaxRequestsQueuedPerDestination(16_384);
        http.setUserAgentField(null);
        http.setFollowRedirects(false);
        webSockets = new WebSocketClient(http);
        webSockets.setIdleTimeout(Duration.ZERO);
        // 8 threads each, in which nothing runs: the HTTP client has its own
        webSockets.getContainedBeans(WebSocketComponents.class).stream()
                .map(WebSocketComponents::getExecutor)
                .filter(QueuedThreadPool.class::isInstance)
                .map(QueuedThreadPool.class::cast)
                .forEach(pool -> pool.setMinThreads(0));
        // after that of the WebSockets, which is set for all connections
        http.setIdleTimeout(pooledIdle.toMillis());
        webSockets.setInputBufferSize(FRAME);
        webSockets.setMaxTextMessageSize(MAX_RESPONSE);
        try {
            http.start();
            webSockets.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty's client does not start", e);
        }
    }

    static HttpTransport to(Endpoint endpoint, JettyResources resources) {
        return to(endpoint, resources, POOLED_IDLE);
    }

    static HttpTransport to(Endpoint endpoint, JettyResources resources, Duration pooledIdle) {
        return switch (endpoint) {
            case Endpoint.Unix(var socket) -> {
                var http = new UnixHttpClient(new Transport.TCPUnix(socket));
                yield new HttpTransport(resources.use(http), URI.create("http://lxd"), pooledIdle);
            }
            case Endpoint.Tls tls -> {
                var connector = new KeepAliveConnector();
                connector.setReceiveBufferSize(RECEIVE_BUFFER);
                var certificates = new ServerTls(tls);
                connector.setSslContextFactory(certificates.factory());
                var transport = new HttpClientTransportOverHTTP(connector);
                transport.setConnectionPoolFactory(HttpTransport::renewedPool);
                var http = new HttpClient(transport);
                resources.repeat(LOOK_AT_CERTIFICATES, certificates::look);
                yield new HttpTransport(resources.use(http), tls.url(), pooledIdle);
            }
        };
    }

    /** Its connections serve new requests for a while only, so that all soon use a new certificate. */
    private static ConnectionPool renewedPool(Destination destination) {
        var pool = new DuplexConnectionPool(
                destination, destination.getHttpClient().getMaxConnectionsPerDestination());
        pool.setMaxDuration(POOLED_LIFE.toMillis());
        return pool;
    }

    /**
     * Sends one request and waits for its answer.
     *
     * @throws IOException if there is no answer within the limit
     */
    Answer send(HttpMethod method, String path, @Nullable String json, Duration limit) throws IOException {
        var request =
                http.newRequest(base.resolve(path)).method(method).timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (json != null) {
            request.body(new StringRequestContent("application/json", json));
        }
        ContentResponse response =
                await(new CompletableResponseListener(request, MAX_RESPONSE).send(), limit.plusSeconds(1));
        return new Answer(response.getStatus(), response.getContentAsString());
    }

    /** Runs something small after a time. */
    void schedule(Duration time, Runnable task) {
        http.getScheduler().schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Dials a WebSocket; the listener hears of all further. */
    CompletableFuture<Session> connect(Session.Listener listener, String path) {
        var uri = base.resolve(path);
        try {
            return webSockets.connect(
                    listener,
                    URI.create((uri.getScheme().equals("https") ? "wss" : "ws")
                            + uri.toString().substring(uri.getScheme().length())));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(new IOException("the client has been closed", e));
        }
    }

    /** Waits for a future of Jetty's, with its failure as the {@link IOException} that it is. */
    static <T> T await(CompletableFuture<T> future, Duration limit) throws IOException {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof UpgradeException refused && refused.getResponseStatusCode() > 0) {
                throw new RefusedUpgradeException(refused.getResponseStatusCode(), refused);
            }
            throw cause instanceof IOException io ? io : new IOException(describe(cause), cause);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new IOException("no answer within " + limit.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void close() {
        try {
            webSockets.stop();
            http.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty's client does not stop", e);
        }
    }

    /** An HTTP status with its body. */
    record Answer(int status, String body) {}

    @SuppressWarnings("try") // HttpClient.close() may be interrupted
    private static final class UnixHttpClient extends HttpClient {

        private final Transport socket;

        UnixHttpClient(Transport socket) {
            super(transport());
            this.socket = socket;
        }

        private static HttpClientTransport transport() {
            var transport = new HttpClientTransportOverHTTP(new PlainConnector());
            transport.setConnectionPoolFactory(PromptConnectionPool::new);
            return transport;
        }

        @Override
        public Request newRequest(URI uri) {
            return super.newRequest(uri).transport(socket);
        }
    }

    /** A Unix socket has none of TCP's options, and Jetty would meet an exception for each that it tries to set. */
    private static final class PlainConnector extends ClientConnector {

        @Override
        protected void configure(SelectableChannel channel) {}
    }

    /** Notices a server that has vanished from the network, which no idle timeout may do on a quiet terminal. */
    private static final class KeepAliveConnector extends ClientConnector {

        @Override
        protected void configure(SelectableChannel channel) throws IOException {
            super.configure(channel);
            if (channel instanceof SocketChannel socket) {
                socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
                socket.setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE, 15);
                socket.setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPINTERVAL, 5);
                socket.setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT, 6);
            }
        }
    }
}
