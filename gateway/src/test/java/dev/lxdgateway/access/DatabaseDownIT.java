package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.WebLogin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What works without the database, and what says that it does not. */
class DatabaseDownIT {

    @Test
    void keepsPublicPagesAndTheAdministratorsTokenAndSaysWhatIsMissing() {
        try (var gateway = OwnGateway.start("--gateway.remotes.none.socket=/nonexistent/unix.socket")) {
            var api = gateway.api();
            var page = WebLogin.of(api);
            var visitor = WebLogin.visitor(api);
            var token = api.post("/api/v1/tokens", Map.of("name", "ci"))
                    .json()
                    .path("token")
                    .asString();

            var exec = api.post("/api/v1/instances/demo/exec", Map.of("command", List.of("true")));
            assertThat(exec.code()).isEqualTo("lxd-unavailable");
            assertThat(exec.header("Retry-After")).isEqualTo("5");

            gateway.context().getBean(HikariDataSource.class).close();

            for (var path : List.of("/", "/favicon.svg", "/api/v1/login", "/api/v1/openapi.yaml")) {
                assertThat(page.call("GET", path, null).status()).as(path).isEqualTo(200);
            }
            assertThat(api.get("/api/v1/me").status()).isEqualTo(200);
            for (var answer : List.of(
                    page.call("GET", "/api/v1/me", null),
                    api.call("GET", "/api/v1/me", null, Map.of("Authorization", "Bearer " + token)),
                    api.get("/api/v1/tokens"))) {
                assertThat(answer.status()).as("%s", answer).isEqualTo(503);
                assertThat(answer.code()).isEqualTo("database-unavailable");
                assertThat(answer.header("Retry-After")).isEqualTo("5");
            }
            assertThat(visitor.signIn(api.token()).status()).isEqualTo(503);
            assertThat(visitor.cookie("lxd-gateway")).isEmpty();
        }
    }
}
