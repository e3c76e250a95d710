package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.stub.StubTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS by the gateway itself, with a certificate that is replaced. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(90)
class TlsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Path directory;
    private OwnGateway gateway;
    private StubTls current;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        current = made("first");
        write(current.certificate(), current.key());
        var remote = Lab.get().remotes().getFirst();
        gateway = OwnGateway.start(
                "--gateway.remotes.%s.socket=%s".formatted(remote, Lab.get().value(remote, "SOCKET")),
                "--server.ssl.bundle=gateway",
                "--spring.ssl.bundle.pem.gateway.keystore.certificate=file:" + directory.resolve("gateway.crt"),
                "--spring.ssl.bundle.pem.gateway.keystore.private-key=file:" + directory.resolve("gateway.key"),
                "--spring.ssl.bundle.pem.gateway.reload-on-update=true",
                "--spring.ssl.bundle.watch.file.quiet-period=200ms");
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private StubTls made(String name) throws Exception {
        return StubTls.in(Files.createDirectory(directory.resolve(name)));
    }

    private void write(String certificate, String key) throws IOException {
        Files.writeString(directory.resolve("gateway.key"), key);
        Files.writeString(directory.resolve("gateway.crt"), certificate);
    }

    private URI uri(String scheme, String path) {
        return URI.create(scheme + "://" + gateway.api().base().getAuthority() + path);
    }

    private static HttpClient trusting(StubTls tls) {
        return HttpClient.newBuilder()
                .sslContext(tls.context())
                .connectTimeout(PATIENCE)
                .build();
    }

    private HttpResponse<String> ask(StubTls trusted, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("https", path)).timeout(PATIENCE);
        if (path.startsWith("/api/")) {
            request.header("Authorization", "Bearer " + gateway.api().token());
        }
        try (var client = trusting(trusted)) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private boolean isServedWith(StubTls tls) throws InterruptedException {
        try {
            return ask(tls, "/api/v1/me").statusCode() == 200;
        } catch (SSLException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void speaksHttp2AndKeepsCookiesForTls() throws Exception {
        var page = ask(current, "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.version()).isEqualTo(Version.HTTP_2);
        assertThat(page.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(page.headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("__Host-XSRF-TOKEN=")
                        .contains("Secure", "Path=/")
                        .doesNotContain("Domain"));
    }

    @Test
    void speaksNothingOlderThanTls12() {
        assertThat(handshake("-tls1_1")).isNotZero();
        assertThat(handshake("-tls1")).isNotZero();
        assertThat(handshake("-tls1_2")).isZero();
        assertThat(handshake("-tls1_3")).isZero();
    }

    private int handshake(String protocol) {
        return Lab.run(
                        "openssl",
                        "s_client",
                        protocol,
                        "-cipher",
                        "DEFAULT@SECLEVEL=0",
                        "-connect",
                        gateway.api().base().getAuthority())
                .status();
    }

    @Test
    void servesANewCertificateToNewConnectionsAndKeepsTheOldOnes() throws Exception {
        var before = current;
        try (var client = trusting(before)) {
            var terminal = attach(client);
            assertThat(terminal.said()).contains("attached");
            var after = made("second");

            write(after.certificate(), after.key());
            await().atMost(PATIENCE).until(() -> isServedWith(after));
            current = after;

            assertThatThrownBy(() -> ask(before, "/api/v1/me")).isInstanceOf(SSLException.class);
            terminal.say("{\"type\":\"ping\",\"id\":1}");
            assertThat(terminal.said()).contains("pong");
            terminal.end();
        }
    }

    @Test
    void keepsACertificateThatIsBetterThanTheNewOne() throws Exception {
        var before = made("third");
        write(before.certificate(), before.key());
        await().atMost(PATIENCE).until(() -> isServedWith(before));

        write("this is no certificate", "nor this a key");
        await().pollDelay(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> isServedWith(before));

        var after = made("fourth");
        write(after.certificate(), after.key());
        await().atMost(PATIENCE).until(() -> isServedWith(after));
        current = after;
    }

    private Terminal attach(HttpClient client) throws Exception {
        var started = client.send(
                HttpRequest.newBuilder(uri("https", "/api/v1/instances/demo/sessions"))
                        .header("Authorization", "Bearer " + gateway.api().token())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"command\":[\"cat\"],\"interactive\":false}"))
                        .build(),
                BodyHandlers.ofString());
        var session = Api.JSON.readTree(started.body()).path("id").asString();
        var terminal = new Terminal();
        terminal.socket = client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + gateway.api().token())
                .subprotocols("exec.v1")
                .buildAsync(uri("wss", "/api/v1/sessions/" + session + "/attach"), terminal)
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return terminal;
    }

    private static final class Terminal implements WebSocket.Listener {

        private final LinkedBlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private @Nullable WebSocket socket;

        String said() {
            try {
                return String.valueOf(texts.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        void say(String text) {
            open().sendText(text, true).join();
        }

        void end() {
            open().sendText("{\"type\":\"eof\"}", true).join();
        }

        private WebSocket open() {
            return Objects.requireNonNull(socket);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            texts.add(data.toString());
            from.request(1);
            return null;
        }
    }
}
