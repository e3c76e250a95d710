package dev.lxdgateway.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client of one gateway, for any number of threads. It keeps connections and a few threads until it is closed.
 *
 * {@snippet :
 * try (var gateway = GatewayClient.connect(URI.create("https://gateway.example.net"), token)) {
 *     var result = gateway.instance("web-1").exec("uname", "-r");
 *     System.out.print(result.stdoutText());
 * }
 * }
 */
public final class GatewayClient implements AutoCloseable {

    private final Http http;
    private final Heartbeat heartbeat;

    private GatewayClient(Builder settings) {
        http = new Http(settings);
        heartbeat = new Heartbeat(http);
    }

    /** A client with one token. Nothing is sent before the first call. */
    public static GatewayClient connect(URI base, String token) {
        return builder(base).token(() -> token).build();
    }

    /** For a client with more to say about it. */
    public static Builder builder(URI base) {
        return new Builder(base);
    }

    /** An instance of the gateway's default remote and project; nothing is asked for yet. */
    public Instance instance(String name) {
        return new Instance(this, name, null, null);
    }

    /** The instances of the default remote and project. */
    public List<InstanceInfo> instances() {
        return list("/instances", Json::instance);
    }

    /** The instances of one remote, in its default project. */
    public List<InstanceInfo> instances(String remote) {
        return list("/instances?remote=" + Http.segment(remote), Json::instance);
    }

    /** A session by its id; nothing is asked for yet. */
    public Session session(String id) {
        return new Session(this, id);
    }

    /** The sessions that the caller may see, running or ended not long ago. */
    public List<SessionInfo> sessions() {
        return list("/sessions", Json::session);
    }

    private <T> List<T> list(String path, Function<JsonNode, T> entry) {
        var entries = new ArrayList<T>();
        var next = path;
        while (next != null) {
            var page = http.answer(http.request(HttpMethod.GET, next)).json();
            page.path("items").forEach(item -> entries.add(entry.apply(item)));
            var cursor = Json.textOrNull(page, "next");
            next = cursor == null ? null : path + (path.contains("?") ? "&" : "?") + "cursor=" + Http.segment(cursor);
        }
        return List.copyOf(entries);
    }

    Http http() {
        return http;
    }

    Heartbeat heartbeat() {
        return heartbeat;
    }

    /** Ends all connections, and with them what runs by {@code exec}; sessions go on. */
    @Override
    public void close() {
        http.close();
    }

    /** Gives the token for each request, so that it may be renewed. */
    @FunctionalInterface
    public interface TokenSource {

        /** A token that is valid now. */
        String token();
    }

    /**
     * Settings of a client.
     *
     * {@snippet :
     * var gateway = GatewayClient.builder(URI.create("https://gateway.example.net"))
     *         .token(vault::currentToken)
     *         .sslContext(ownAuthority)
     *         .build();
     * }
     */
    public static final class Builder {

        final URI base;

        @Nullable TokenSource token;

        @Nullable SSLContext sslContext;

        Duration connectTimeout = Duration.ofSeconds(10);
        int maxConnections = 1024;

        private Builder(URI base) {
            if (!"http".equals(base.getScheme()) && !"https".equals(base.getScheme())) {
                throw new IllegalArgumentException("a gateway has an http or https address, and not " + base);
            }
            this.base = base;
        }

        /** Where each request's token comes from; without one, only tickets open anything. */
        public Builder token(TokenSource source) {
            token = source;
            return this;
        }

        /** Whom to trust; the JDK's authorities unless given. */
        public Builder sslContext(SSLContext context) {
            sslContext = context;
            return this;
        }

        /** How long a connection may take, 10 s unless given. */
        public Builder connectTimeout(Duration limit) {
            connectTimeout = limit;
            return this;
        }

        /** How many connections there may be, 1024 unless given; an exec has one of its own while it runs. */
        public Builder maxConnections(int most) {
            maxConnections = most;
            return this;
        }

        /** The client. */
        public GatewayClient build() {
            return new GatewayClient(this);
        }
    }
}
