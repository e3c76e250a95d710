package dev.lxdgateway.openapi;

import dev.lxdgateway.access.Caller;
import dev.lxdgateway.support.Api;
import java.net.URI;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A gateway whose one remote is never there, and which springdoc describes. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "gateway.access.admin-token=" + DescribedGateway.TOKEN,
            "gateway.remotes.none.socket=/nonexistent/unix.socket",
            "springdoc.api-docs.enabled=true",
            "springdoc.paths-to-match=/api/**",
            "springdoc.writer-with-order-by-keys=true"
        })
@Import(RecordNames.class)
abstract class DescribedGateway {

    static {
        // no request says who makes it
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    static final String TOKEN = "the-token-of-the-tests";

    @Value("${local.server.port}")
    private int port;

    Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port), TOKEN);
    }
}
