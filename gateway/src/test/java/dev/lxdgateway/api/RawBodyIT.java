package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.WithGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are input, whatever type their client gives them. */
class RawBodyIT extends WithGateway {

    private static final String INPUT = "a=1&b=%zz&\u0001=\n";

    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void areStdinAsTheyAre(String method) {
        var answer = api().call(method, "/api/v1/instances/demo/exec?command=cat", INPUT, FORM);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).isEqualTo(INPUT);
    }

    @Test
    void areASessionsInputAsTheyAre() {
        var body = Map.of("command", List.of("cat"), "interactive", false);
        var session = "/api/v1/sessions/" + api().session(Lab.get().remotes().getFirst(), body);

        assertThat(api().call("POST", session + "/input?eof=true", INPUT, FORM).status())
                .isEqualTo(204);

        assertThat(api().get(session + "/wait?timeout=30s").status()).isEqualTo(200);
        assertThat(api().get(session + "/output").response().body()).isEqualTo(INPUT);
    }
}
