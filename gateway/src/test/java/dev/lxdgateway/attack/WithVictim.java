package dev.lxdgateway.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Attacks on a gateway with somebody's session, which must be none the worse for them. */
abstract class WithVictim extends WithGateway {

    static final String EXEC = "/api/v1/instances/demo/exec";

    String session = "";

    @BeforeEach
    void startSession() {
        session = api().session(remote(), Map.of("command", List.of("cat")));
    }

    @AfterEach
    void sessionLives() {
        assertThat(api().get("/api/v1/sessions/" + session).json().path("state").asString())
                .isEqualTo("running");
        assertThat(api().get("/api/v1/instances").status()).isEqualTo(200);
        api().delete("/api/v1/sessions/" + session);
    }

    static String remote() {
        return Lab.get().remotes().getFirst();
    }
}
