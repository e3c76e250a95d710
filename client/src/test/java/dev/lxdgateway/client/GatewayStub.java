package dev.lxdgateway.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** A server that answers as a test tells it to. */
final class GatewayStub implements AutoCloseable {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private GatewayStub(Play play) {
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                play.answer(request, response);
                callback.succeeded();
                return true;
            }
        });
    }

    /** One that answers all requests alike. */
    static GatewayStub answering(Play play) {
        var stub = new GatewayStub(play);
        stub.start();
        return stub;
    }

    /** One that takes each request's body and answers with a status and a JSON body. */
    static GatewayStub answering(int status, String json) {
        var asked = new CopyOnWriteArrayList<Asked>();
        var stub = new GatewayStub((request, response) -> {
            asked.add(new Asked(
                    request.getMethod(),
                    request.getHttpURI().getPathQuery(),
                    request.getHeaders().asImmutable(),
                    Content.Source.asString(request)));
            response.setStatus(status);
            response.getHeaders().put("Content-Type", "application/json");
            write(response, json);
        });
        stub.server.setAttribute("asked", asked);
        stub.start();
        return stub;
    }

    private void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was asked of one that answers all alike, the last last. */
    @SuppressWarnings("unchecked")
    List<Asked> asked() {
        return server.getAttribute("asked") instanceof List<?> all ? (List<Asked>) all : asked;
    }

    GatewayClient client() {
        return GatewayClient.connect(URI.create("http://127.0.0.1:" + connector.getLocalPort()), "secret");
    }

    static void write(Response response, String text) {
        write(response, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Response response, byte[] bytes) {
        try {
            Content.Sink.asOutputStream(response).write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HttpFields fields(String... namesAndValues) {
        var fields = HttpFields.build();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            fields.add(new HttpField(namesAndValues[at], namesAndValues[at + 1]));
        }
        return fields;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What to do with a request. */
    @FunctionalInterface
    interface Play {

        void answer(Request request, Response response) throws Exception;
    }

    /** A request that was answered. */
    record Asked(String method, String pathQuery, HttpFields headers, String body) {}
}
