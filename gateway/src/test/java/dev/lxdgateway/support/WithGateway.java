package dev.lxdgateway.support;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests against a gateway with all remotes of the lab; one gateway serves them all. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "gateway.access.admin-token=" + WithGateway.TOKEN,
            "gateway.limits.starts=1000000",
            "gateway.limits.starts-per-caller=1000000",
            "gateway.drain.propagation=0s",
            "gateway.drain.timeout=0s"
        })
public abstract class WithGateway {

    public static final String TOKEN = "the-token-of-the-tests";

    @Value("${local.server.port}")
    private int port;

    @Value("${local.management.port}")
    private int managementPort;

    @DynamicPropertySource
    static void remotes(DynamicPropertyRegistry registry) {
        var lab = Lab.get();
        for (var remote : lab.remotes()) {
            var socket = lab.value(remote, "SOCKET");
            registry.add("gateway.remotes.%s.socket".formatted(remote), () -> socket);
        }
        registry.add("gateway.default-remote", () -> lab.remotes().getFirst());
    }

    protected Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port), TOKEN);
    }

    protected Api management() {
        return new Api(URI.create("http://127.0.0.1:" + managementPort), TOKEN);
    }

    protected static Iterable<String> labRemotes() {
        return Lab.get().remotes();
    }

    /** For what knows LXD from Incus, but not one LXD from another. */
    protected static Iterable<String> labKinds() {
        return Lab.get().kinds();
    }
}
