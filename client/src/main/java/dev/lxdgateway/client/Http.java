package dev.lxdgateway.client;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.exceptions.UpgradeException;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** HTTP and WebSockets to one gateway. */
final class Http implements AutoCloseable {

    /** How long an answer may take that waits for nothing. */
    static final Duration PROMPT = Duration.ofSeconds(60);

    private static final String PREFIX = "/api/v1";
    private static final int FRAME = 64 * 1024;
    private static final int LARGEST_ANSWER = 1024 * 1024 * 1024;

    /** The gateway closes an idle connection after 30 s, and a POST must not meet that. */
    private static final Duration POOLED_IDLE = Duration.ofSeconds(20);

    private final HttpClient http;
    private final WebSocketClient webSockets;
    private final String base;
    private final GatewayClient.@Nullable TokenSource token;

    Http(GatewayClient.Builder settings) {
        var connector = new KeepAliveConnector();
        var tls = new SslContextFactory.Client();
        if (settings.sslContext != null) {
            tls.setSslContext(settings.sslContext);
        }
        connector.setSslContextFactory(tls);
        var threads = new QueuedThreadPool(200, 2);
        threads.setName("lxd-gateway-client");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("lxd-gateway-client-"));
        http = new HttpClient(new HttpClientTransportOverHTTP(connector));
        http.setExecutor(threads);
        http.setConnectTimeout(settings.connectTimeout.toMillis());
        http.setIdleTimeout(POOLED_IDLE.toMillis());
        http.setMaxConnectionsPerDestination(settings.maxConnections);
        http.setMaxRequestsQueuedPerDestination(16_384);
        http.setFollowRedirects(false);
        http.setUserAgentField(null);
        webSockets = new WebSocketClient(http);
        // the heartbeat knows a dead gateway from a reader that takes its time
        webSockets.setIdleTimeout(Duration.ZERO);
        webSockets.setInputBufferSize(FRAME);
        webSockets.setMaxTextMessageSize(-1);
        base = settings.base.toString().replaceFirst("/+$", "");
        token = settings.token;
        try {
            http.start();
            webSockets.start();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty's client does not start", e);
        }
    }

    /** A name as a segment of a path. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A request that may take any time; {@link #answer} and {@link Streamed} send it. */
    Request request(HttpMethod method, String path) {
        var request =
                http.newRequest(URI.create(base + PREFIX + path)).method(method).idleTimeout(0, TimeUnit.MILLISECONDS);
        if (token != null) {
            request.headers(headers -> headers.put("Authorization", "Bearer " + token.token()));
        }
        return request;
    }

    Request request(HttpMethod method, String path, Object body) {
        return request(method, path).body(new BytesRequestContent("application/json", Json.bytes(body)));
    }

    /** Sends a request whose answer is there at once. */
    Answer answer(Request request) {
        return answer(request, PROMPT);
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @param limit how long, null for any time
     * @throws ProblemException if it is refused
     * @throws ConnectionLostException if there is no answer
     */
    Answer answer(Request request, @Nullable Duration limit) {
        if (limit != null) {
            request.timeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        var what = request.getMethod() + " " + request.getPath();
        var response = await(new CompletableResponseListener(request, LARGEST_ANSWER).send(), null, what);
        if (response.getStatus() >= 300) {
            throw Json.problem(
                    response.getStatus(), response.getReason(), response.getHeaders(), response.getContent());
        }
        return new Answer(response.getStatus(), response.getHeaders(), response.getContent());
    }

    /** Dials a WebSocket; the listener hears of all further. */
    Session connect(Session.Listener listener, String path, Map<String, String> query, @Nullable String ticket) {
        var uri = new StringBuilder(base.replaceFirst("^http", "ws"))
                .append(PREFIX)
                .append(path);
        var separator = "?";
        for (var parameter : query.entrySet()) {
            uri.append(separator).append(parameter.getKey()).append('=').append(segment(parameter.getValue()));
            separator = "&";
        }
        var request = new ClientUpgradeRequest(URI.create(uri.toString()));
        if (ticket != null) {
            request.setSubProtocols("exec.v1", "ticket." + ticket);
        } else {
            request.setSubProtocols("exec.v1");
            if (token != null) {
                request.setHeader("Authorization", "Bearer " + token.token());
            }
        }
        try {
            return await(webSockets.connect(listener, request), PROMPT, "the WebSocket");
        } catch (IOException e) {
            throw new ConnectionLostException("the WebSocket can't be opened: " + describe(e), e);
        }
    }

    /** Waits for a future of Jetty's, which an interrupt cancels. */
    static <T> T await(CompletableFuture<T> future, @Nullable Duration limit, String what) {
        try {
            return limit == null ? future.get() : future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof UpgradeException refused && refused.getResponseStatusCode() > 0) {
                throw refusal(refused.getResponseStatusCode());
            }
            throw cause instanceof GatewayException known
                    ? known
                    : new ConnectionLostException(what + " was not answered: " + describe(cause), cause);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new ConnectionLostException(what + " was not answered in time", e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new ConnectionLostException(what + " was interrupted", e);
        }
    }

    private static ProblemException refusal(int status) {
        var code = switch (status) {
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 503 -> "lxd-unavailable";
            default -> "status-" + status;
        };
        return new ProblemException(status, code, "The WebSocket was refused", null);
    }

    static String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Runs something small after a time. */
    void schedule(Duration time, Runnable task) {
        http.getScheduler().schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isOpen() {
        return http.isRunning();
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

    /** An answer that is no refusal. */
    static final class Answer {

        private final int status;
        private final HttpFields headers;
        private final byte[] body;

        private Answer(int status, HttpFields headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        HttpFields headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }

        JsonNode json() {
            return Json.object(body);
        }
    }

    /** Notices a gateway that has vanished from the network, while an answer may take any time. */
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
