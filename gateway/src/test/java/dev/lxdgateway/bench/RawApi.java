package dev.lxdgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.io.Transport;
import org.eclipse.jetty.util.component.LifeCycle;

/** The server's own API over its socket, with as little as it takes: the exec, the wait for it, and no output. */
final class RawApi implements AutoCloseable {

    private final HttpClient client = new HttpClient();
    private final Transport transport;

    RawApi(Path socket) throws Exception {
        transport = new Transport.TCPUnix(socket);
        client.start();
    }

    void exec(String... command) throws Exception {
        var body = Map.of(
                "command",
                List.of(command),
                "interactive",
                false,
                "wait-for-websocket",
                false,
                "environment",
                Map.of());
        var started = answer(request("/1.0/instances/demo/exec")
                .method("POST")
                .body(new StringRequestContent("application/json", Api.JSON.writeValueAsString(body))));
        var operation = Api.JSON
                .readTree(started.getContentAsString())
                .path("operation")
                .asString();
        var ended = answer(request(operation + "/wait"));
        var exit =
                Api.JSON.readTree(ended.getContentAsString()).path("metadata").path("metadata");
        assertThat(exit.path("return").asInt(-1)).as(ended.getContentAsString()).isZero();
    }

    private Request request(String path) {
        return client.newRequest("http://localhost" + path).transport(transport);
    }

    private static ContentResponse answer(Request request) throws Exception {
        var response = request.send();
        assertThat(response.getStatus()).as(response.getContentAsString()).isIn(200, 202);
        return response;
    }

    @Override
    public void close() {
        LifeCycle.stop(client);
    }
}
