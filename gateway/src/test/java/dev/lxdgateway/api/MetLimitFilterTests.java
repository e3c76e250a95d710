package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.access.Problems;
import dev.lxdgateway.session.LimitExceededException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.databind.json.JsonMapper;

class MetLimitFilterTests {

    private static final String EXEC = "/api/v1/instances/web/exec";

    private final List<String> counted = new ArrayList<>();
    private final MetLimitFilter filter =
            new MetLimitFilter(new Problems(new JsonMapper()), limit -> counted.add(limit.caller()));
    private boolean exceeded = true;
    private int looked;

    private static MockHttpServletRequest start(String token, String query) {
        var request = new MockHttpServletRequest("POST", EXEC);
        request.addHeader("Authorization", "Bearer " + token);
        request.setQueryString(query);
        return request;
    }

    private MockHttpServletResponse ask(MockHttpServletRequest request) throws Exception {
        var response = new MockHttpServletResponse();
        filter.doFilter(request, response, (_, _) -> {
            looked++;
            if (exceeded) {
                request.setAttribute(
                        DispatcherServlet.EXCEPTION_ATTRIBUTE,
                        new LimitExceededException(
                                "token:ci", "starting", "too many", Duration.ofMillis(1_500), () -> exceeded));
            }
        });
        return response;
    }

    @Test
    void refusesAtOnceWhoHasMetALimitAndWouldMeetItAgain() throws Exception {
        ask(start("ci", "remote=lxd"));

        var again = ask(start("ci", "command=true&remote=lxd"));

        assertThat(looked).isEqualTo(1);
        assertThat(counted).containsExactly("token:ci");
        assertThat(again.getStatus()).isEqualTo(429);
        assertThat(again.getHeader("Retry-After")).isEqualTo("2");
        assertThat(again.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(again.getContentType()).isEqualTo("application/problem+json");
        assertThat(again.getContentAsString())
                .contains("\"code\":\"limit-exceeded\"", "\"limit\":\"starting\"", "too many");
    }

    @Test
    void letsInWhoWouldNotMeetItAnyMore() throws Exception {
        ask(start("ci", "remote=lxd"));
        exceeded = false;

        assertThat(ask(start("ci", "remote=lxd")).getStatus()).isEqualTo(200);
        assertThat(looked).isEqualTo(2);
        assertThat(counted).isEmpty();
    }

    @Test
    void letsInAllOthers() throws Exception {
        ask(start("ci", "remote=lxd"));

        ask(start("other", "remote=lxd"));
        ask(start("ci", "remote=incus"));
        ask(start("ci", ""));
        ask(new MockHttpServletRequest("POST", EXEC));
        var elsewhere = start("ci", "remote=lxd");
        elsewhere.setRemoteAddr("192.0.2.1");
        ask(elsewhere);
        ask(new MockHttpServletRequest("GET", "/api/v1/sessions"));

        assertThat(looked).isEqualTo(7);
    }

    @Test
    void letsInWhoMayHaveAnAnswerAlready() throws Exception {
        ask(start("ci", "remote=lxd"));
        var request = start("ci", "remote=lxd");
        request.addHeader("Idempotency-Key", "1");

        ask(request);

        assertThat(looked).isEqualTo(2);
    }
}
