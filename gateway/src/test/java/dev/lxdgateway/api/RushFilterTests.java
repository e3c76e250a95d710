package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lxdgateway.access.Problems;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class RushFilterTests {

    private static final String EXEC = "/api/v1/instances/web/exec";

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger refused = new AtomicInteger();
    private final Rush rush = new Rush(now::get);
    private final RushFilter filter = new RushFilter(rush, new Problems(new JsonMapper()), refused::incrementAndGet);

    private MockHttpServletResponse ask(String method, String uri) throws Exception {
        return ask(method, uri, new MockFilterChain());
    }

    private MockHttpServletResponse ask(String method, String uri, FilterChain chain) throws Exception {
        var response = new MockHttpServletResponse();
        filter.doFilter(new MockHttpServletRequest(method, uri), response, chain);
        return response;
    }

    /** Asks while as many others are in progress as there may be. */
    private MockHttpServletResponse askAmongMany(String uri) throws Exception {
        return askAmong(RushFilter.FEW, uri);
    }

    private MockHttpServletResponse askAmong(int others, String uri) throws Exception {
        if (others == 0) {
            return ask("POST", uri);
        }
        var answer = new AtomicReference<MockHttpServletResponse>();
        ask(
                "POST",
                EXEC,
                (_, _) -> assertThatCode(() -> answer.set(askAmong(others - 1, uri)))
                        .doesNotThrowAnyException());
        return answer.get();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private void rush() {
        for (int i = 0; i < 12; i++) {
            pass(Rush.LATE.plusNanos(1));
            rush.look();
        }
    }

    @Test
    void takesNoPauseForARush() throws Exception {
        assertThat(askAmongMany(EXEC).getStatus()).isEqualTo(200);
        pass(Duration.ofSeconds(10));
        assertThat(askAmongMany(EXEC).getStatus()).isEqualTo(200);
        rush.look();
        pass(Rush.LATE);

        assertThat(askAmongMany(EXEC).getStatus()).isEqualTo(200);
        assertThat(refused).hasValue(0);
    }

    @Test
    void knowsARushBeforeItsLastLookHasCome() throws Exception {
        pass(Rush.LASTING);
        rush.look();
        pass(Rush.LATE.plusNanos(1));

        assertThat(askAmongMany(EXEC).getStatus()).isEqualTo(503);
    }

    @Test
    void refusesStartsInARushAndSaysWhenToComeAgain() throws Exception {
        rush();

        for (var start : new String[] {"exec", "sessions"}) {
            var response = askAmongMany("/api/v1/instances/web/" + start);

            assertThat(response.getStatus()).isEqualTo(503);
            assertThat(response.getHeader("Retry-After")).isEqualTo("5");
            assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
            assertThat(response.getContentType()).isEqualTo("application/problem+json");
            assertThat(response.getContentAsString()).contains("\"code\":\"overloaded\"");
        }
        assertThat(refused).hasValue(2);
    }

    @Test
    void refusesNobodyWhereFewStart() throws Exception {
        rush();

        assertThat(askAmong(RushFilter.FEW - 1, EXEC).getStatus()).isEqualTo(200);
        assertThat(askAmongMany(EXEC).getStatus()).isEqualTo(503);
        assertThat(askAmong(RushFilter.FEW - 1, EXEC).getStatus()).isEqualTo(200);
    }

    @Test
    void letsAllElseIn() throws Exception {
        rush();

        assertThat(ask("GET", "/api/v1/sessions").getStatus()).isEqualTo(200);
        assertThat(ask("GET", "/livez").getStatus()).isEqualTo(200);
        assertThat(ask("DELETE", "/api/v1/sessions/1").getStatus()).isEqualTo(200);
        assertThat(ask("POST", "/api/v1/sessions/1/signal").getStatus()).isEqualTo(200);
    }

    @Test
    void letsStartsInAgainAfterARush() throws Exception {
        rush();
        assertThat(askAmongMany(EXEC).getStatus()).isEqualTo(503);

        pass(Rush.LATE);
        rush.look();

        assertThat(askAmongMany(EXEC).getStatus()).isEqualTo(200);
    }
}
