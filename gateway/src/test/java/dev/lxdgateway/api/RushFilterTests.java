package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.access.Problems;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class RushFilterTests {

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger refused = new AtomicInteger();
    private final Rush rush = new Rush(now::get);
    private final RushFilter filter = new RushFilter(rush, new Problems(new JsonMapper()), refused::incrementAndGet);

    private MockHttpServletResponse ask(String method, String uri) throws Exception {
        var response = new MockHttpServletResponse();
        filter.doFilter(new MockHttpServletRequest(method, uri), response, new MockFilterChain());
        return response;
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
        assertThat(ask("POST", "/api/v1/instances/web/exec").getStatus()).isEqualTo(200);
        pass(Duration.ofSeconds(10));
        assertThat(ask("POST", "/api/v1/instances/web/exec").getStatus()).isEqualTo(200);
        rush.look();
        pass(Rush.LATE);

        assertThat(ask("POST", "/api/v1/instances/web/exec").getStatus()).isEqualTo(200);
        assertThat(refused).hasValue(0);
    }

    @Test
    void knowsARushBeforeItsLastLookHasCome() throws Exception {
        pass(Rush.LASTING);
        rush.look();
        pass(Rush.LATE.plusNanos(1));

        assertThat(ask("POST", "/api/v1/instances/web/exec").getStatus()).isEqualTo(503);
    }

    @Test
    void refusesStartsInARushAndSaysWhenToComeAgain() throws Exception {
        rush();

        for (var start : new String[] {"exec", "sessions"}) {
            var response = ask("POST", "/api/v1/instances/web/" + start);

            assertThat(response.getStatus()).isEqualTo(503);
            assertThat(response.getHeader("Retry-After")).isEqualTo("5");
            assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
            assertThat(response.getContentType()).isEqualTo("application/problem+json");
            assertThat(response.getContentAsString()).contains("\"code\":\"overloaded\"");
        }
        assertThat(refused).hasValue(2);
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
        assertThat(ask("POST", "/api/v1/instances/web/exec").getStatus()).isEqualTo(503);

        pass(Rush.LATE);
        rush.look();

        assertThat(ask("POST", "/api/v1/instances/web/exec").getStatus()).isEqualTo(200);
    }
}
