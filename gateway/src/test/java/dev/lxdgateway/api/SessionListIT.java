package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.WithGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The list of sessions, and what is left of those that are on it no more. */
@TestPropertySource(properties = {"gateway.session.retained=6", "gateway.session.retained-output=300KB"})
class SessionListIT extends WithGateway {

    private static final String SESSIONS = "/api/v1/sessions";

    private final String remote = labRemotes().iterator().next();

    private String ended(String script) {
        var id = api().session(remote, Map.of("command", List.of("sh", "-c", script), "interactive", false));
        assertThat(api().get("%s/%s/wait".formatted(SESSIONS, id)).status()).isEqualTo(200);
        return id;
    }

    private List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("id").asString())
                .toList();
    }

    @Test
    void comesInPagesNewestFirst() {
        var started = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            started.addFirst(ended("true"));
        }

        var listed = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = api().get(SESSIONS + "?limit=2" + (cursor == null ? "" : "&cursor=" + cursor))
                    .json();
            assertThat(page.path("items").size()).isBetween(1, 2);
            listed.addAll(ids(page));
            cursor = page.path("next").asString(null);
        } while (cursor != null);
        assertThat(listed).startsWith(started.toArray(String[]::new)).doesNotHaveDuplicates();
    }

    @Test
    void hasWhatIsAskedFor() {
        var ended = ended("true");
        var running = api().session(remote, Map.of("command", List.of("sleep", "100")));
        try {
            assertThat(ids(api().get(SESSIONS + "?state=running").json())).containsExactly(running);
            assertThat(ids(api().get(SESSIONS + "?state=running&state=ended").json()))
                    .contains(running, ended);
            assertThat(ids(api().get(SESSIONS + "?state=ended,draining").json()))
                    .contains(ended)
                    .doesNotContain(running);
            assertThat(ids(api().get(SESSIONS + "?instance=demo&project=default&remote=" + remote)
                            .json()))
                    .contains(running, ended);
            assertThat(ids(api().get(SESSIONS + "?instance=other").json())).isEmpty();
            assertThat(ids(api().get(SESSIONS + "?remote=other").json())).isEmpty();
        } finally {
            api().delete(SESSIONS + "/" + running);
        }
    }

    @Test
    void refusesWhatIsNoQuery() {
        for (var query : List.of("state=gone", "limit=0", "limit=1001", "cursor=x", "cursor=eCB5", "limit=many")) {
            var answer = api().get(SESSIONS + "?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("invalid-request");
        }
    }

    @Test
    void saysOfASessionThatItIsGone() {
        var first = ended("echo kept");
        for (int i = 0; i < 6; i++) {
            ended("true");
        }

        await().until(() -> api().get(SESSIONS + "/" + first).status() == 410);
        for (var path : List.of("", "/output", "/wait")) {
            var gone = api().get(SESSIONS + "/" + first + path);
            assertThat(gone.status()).isEqualTo(410);
            assertThat(gone.code()).isEqualTo("session-gone");
            assertThat(gone.json().path("detail").asString()).contains(first);
        }
        assertThat(api().get(SESSIONS + "/never").status()).isEqualTo(404);
    }

    @Test
    void keepsTheNewestOutputAndSaysOfTheOldestThatItIsGone() {
        var first = ended("head -c 200000 /dev/zero");
        var second = ended("head -c 200000 /dev/zero");

        await().until(() -> api().get("%s/%s/output".formatted(SESSIONS, first)).status() == 410);
        var gone = api().get("%s/%s/output".formatted(SESSIONS, first));
        assertThat(gone.code()).isEqualTo("output-gone");
        assertThat(api().get(SESSIONS + "/" + first)
                        .json()
                        .path("exit")
                        .path("exitCode")
                        .asInt(-1))
                .isZero();
        assertThat(api().get("%s/%s/output".formatted(SESSIONS, second))
                        .response()
                        .body())
                .hasSize(200_000);
    }
}
