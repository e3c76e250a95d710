package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lxdgateway.lxd.RemotesProperties.Remote;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemotesPropertiesTests {

    private static final Remote SOCKET = new Remote(Path.of("/run/lxd.socket"), null, null, null, null);
    private static final Remote TLS = new Remote(null, URI.create("https://lxd.example:8443"), "crt", "key", "server");

    @Test
    void putsTheDefaultRemoteFirst() {
        var remotes = new LinkedHashMap<String, Remote>();
        remotes.put("a", SOCKET);
        remotes.put("b", TLS);

        assertThat(new RemotesProperties(remotes, null, "default").endpoints().keySet())
                .containsExactly("a", "b");
        assertThat(new RemotesProperties(remotes, "b", "default").endpoints())
                .containsExactly(
                        Map.entry(
                                "b", new Endpoint.Tls(URI.create("https://lxd.example:8443"), "crt", "key", "server")),
                        Map.entry("a", new Endpoint.Unix(Path.of("/run/lxd.socket"))));
    }

    @Test
    void hasOneRemoteWhereNoneIsConfigured() {
        assertThat(new RemotesProperties(Map.of(), null, "default").endpoints()).containsOnlyKeys("local");
    }

    @Test
    void namesThePropertyThatIsWrong() {
        refused(Map.of("a", SOCKET), "b", "gateway.default-remote is 'b'");
        refused(one(null, null, null), null, "gateway.remotes.a needs a socket, or a url");
        refused(one(null, "http://x:1", "c"), null, "must be https://host:port");
        refused(one(null, "https://x:1", null), null, "gateway.remotes.a needs client-certificate");
        refused(one("/s", "https://x:1", "c"), null, "both a socket and a url");
    }

    private static Map<String, Remote> one(@Nullable String socket, @Nullable String url, @Nullable String pem) {
        return Map.of(
                "a",
                new Remote(
                        socket == null ? null : Path.of(socket), url == null ? null : URI.create(url), pem, pem, pem));
    }

    private static void refused(Map<String, Remote> remotes, @Nullable String first, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RemotesProperties(remotes, first, "default").endpoints())
                .withMessageContaining(message);
    }
}
