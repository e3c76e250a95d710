package dev.lxdgateway.support;

import dev.lxdgateway.GatewayApplication;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A gateway of a test's own, with settings of its own.
 *
 * @param context its beans
 */
public record OwnGateway(ConfigurableApplicationContext context) implements AutoCloseable {

    /** Starts one, with properties as {@code --name=value}. */
    public static OwnGateway start(String... properties) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--gateway.access.admin-token=" + WithGateway.TOKEN,
                "--gateway.limits.starts=1000000",
                "--gateway.limits.starts-per-caller=1000000",
                "--gateway.drain.propagation=0s",
                "--gateway.drain.timeout=0s"));
        arguments.addAll(List.of(properties));
        return new OwnGateway(new SpringApplication(GatewayApplication.class).run(arguments.toArray(String[]::new)));
    }

    /** An administrator's client of it, as it listens now. */
    public Api api() {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return new Api(
                URI.create("http://127.0.0.1:" + Objects.requireNonNull(server).getPort()), WithGateway.TOKEN);
    }

    @Override
    public void close() {
        context.close();
    }
}
