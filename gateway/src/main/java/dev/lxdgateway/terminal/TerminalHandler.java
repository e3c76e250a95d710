package dev.lxdgateway.terminal;

import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.access.ForbiddenException;
import dev.lxdgateway.access.Supervision;
import dev.lxdgateway.audit.AuditUnavailableException;
import dev.lxdgateway.policy.Verb;
import dev.lxdgateway.session.AttachRequest;
import dev.lxdgateway.session.Attachment.Mode;
import dev.lxdgateway.session.NoSuchSessionException;
import dev.lxdgateway.session.SessionLostException;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.support.HttpSessionHandshakeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The sub-protocol {@code exec.v1}: attaches WebSockets to sessions. */
final class TerminalHandler extends AbstractWebSocketHandler implements SubProtocolCapable, AutoCloseable {

    static final String ROUTE = "/api/v1/sessions/{id}/attach";

    private static final UriTemplate TEMPLATE = new UriTemplate(ROUTE);

    private final Access access;
    private final Supervision supervision;
    private final JsonMapper json;
    private final Map<String, Connection> connections = new ConcurrentHashMap<>();
    private final FrameMemory memory = new FrameMemory();
    private final Heartbeat heartbeat = new Heartbeat(connections.values());
    private final TerminalMetrics metrics;

    TerminalHandler(Access access, Supervision supervision, JsonMapper json, MeterRegistry registry) {
        this.supervision = supervision;
        this.access = access;
        this.json = json;
        this.metrics = new TerminalMetrics(registry, connections::size);
    }

    @Override
    public List<String> getSubProtocols() {
        return List.of("exec.v1");
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        try {
            var caller = Caller.of(socket.getPrincipal(), SourceAddress.of(socket), session(socket));
            attach(socket, caller, Objects.requireNonNull(socket.getUri()));
        } catch (SessionLostException e) {
            Connection.refuse(jetty(socket), json, 410, "session-lost", String.valueOf(e.getMessage()));
        } catch (NoSuchSessionException e) {
            Connection.refuse(jetty(socket), json, 404, "session-not-found", String.valueOf(e.getMessage()));
        } catch (ForbiddenException e) {
            Connection.refuse(jetty(socket), json, 403, "forbidden", String.valueOf(e.getMessage()));
        } catch (AuditUnavailableException e) {
            Connection.refuse(jetty(socket), json, 503, "audit-unavailable", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            Connection.refuse(jetty(socket), json, 400, "invalid-request", String.valueOf(e.getMessage()));
        }
    }

    private void attach(WebSocketSession socket, Caller caller, URI uri) {
        var session = supervision.find(
                caller, Objects.requireNonNull(TEMPLATE.match(uri.getPath()).get("id")));
        var query = UriComponentsBuilder.fromUri(uri).build().getQueryParams();
        boolean mayWrite = caller.mayWrite() && access.allows(caller, Verb.ATTACH, session);
        var mode = mode(query.getFirst("mode"), mayWrite);
        var connection = new Connection(
                jetty(socket),
                json,
                memory,
                session,
                signal -> supervision.permitSignal(caller, signal, session),
                metrics::answered);
        var watch = supervision.attach(caller, mode == Mode.WRITER, session, connection::dismiss);
        connection.watchedBy(watch);
        try {
            connection.attach(new AttachRequest(
                    caller.name(),
                    mode,
                    mayWrite,
                    since(query.getFirst("since")),
                    input(query.getFirst("input")),
                    skips(query.getFirst("skip"))));
        } catch (RuntimeException e) {
            watch.close();
            throw e;
        }
        connections.put(socket.getId(), connection);
    }

    /** Spring's sends wait for the client, and Jetty's do not. */
    private static Session jetty(WebSocketSession socket) {
        return Objects.requireNonNull(((NativeWebSocketSession) socket).getNativeSession(Session.class));
    }

    private static Mode mode(@Nullable String wanted, boolean mayWrite) {
        return switch (wanted) {
            case "observer" -> Mode.OBSERVER;
            case "writer" -> Mode.WRITER;
            case null -> mayWrite ? Mode.WRITER : Mode.OBSERVER;
            default -> throw new IllegalArgumentException("mode must be writer or observer, and is '" + wanted + "'");
        };
    }

    private static @Nullable String session(WebSocketSession socket) {
        return (String) socket.getAttributes().get(HttpSessionHandshakeInterceptor.HTTP_SESSION_ID_ATTR_NAME);
    }

    private static OptionalLong since(@Nullable String since) {
        if (since == null) {
            return OptionalLong.empty();
        }
        if (!since.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException("since must be an offset, and is '" + since + "'");
        }
        return OptionalLong.of(Long.parseLong(since));
    }

    private static @Nullable String input(@Nullable String name) {
        if (name != null && !name.matches("[A-Za-z0-9_-]{8,64}")) {
            throw new IllegalArgumentException("input must be 8 to 64 letters, digits, - and _");
        }
        return name;
    }

    private static boolean skips(@Nullable String when) {
        return switch (when) {
            case null -> false;
            case "interrupt" -> true;
            default -> throw new IllegalArgumentException("skip must be interrupt, and is '" + when + "'");
        };
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage message) {
        of(socket).ifPresent(connection -> connection.binary(message.getPayload()));
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        of(socket).ifPresent(connection -> connection.text(message.getPayload()));
    }

    @Override
    protected void handlePongMessage(WebSocketSession socket, PongMessage message) {
        of(socket).ifPresent(connection -> connection.pong(message.getPayload()));
    }

    private Optional<Connection> of(WebSocketSession socket) {
        return Optional.ofNullable(connections.get(socket.getId()));
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        metrics.closed(status.getCode());
        var connection = connections.remove(socket.getId());
        if (connection != null) {
            connection.closed();
        }
    }

    /** Whether nobody is attached. */
    boolean isIdle() {
        return connections.isEmpty();
    }

    @Override
    public void close() {
        heartbeat.close();
    }
}
