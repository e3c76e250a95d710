package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;

class HashedSessionIdsTests {

    private final HashedSessionIds ids = new HashedSessionIds(new CookieHttpSessionIdResolver());

    @Test
    void areNotWhatTheBrowserHas() {
        var id = ids.generate();
        var response = new MockHttpServletResponse();
        ids.setSessionId(new MockHttpServletRequest(), response, id);
        var cookie = Objects.requireNonNull(response.getCookie("SESSION"));

        var known = new MockHttpServletRequest();
        known.setCookies(cookie);
        assertThat(ids.resolveSessionIds(known)).containsExactly(id);

        var thief = new MockHttpServletRequest();
        thief.setCookies(new Cookie("SESSION", id));
        assertThat(ids.resolveSessionIds(thief)).doesNotContain(id);
    }

    @Test
    void areHandedOutOnce() {
        var id = ids.generate();
        ids.setSessionId(new MockHttpServletRequest(), new MockHttpServletResponse(), id);
        var again = new MockHttpServletResponse();
        ids.setSessionId(new MockHttpServletRequest(), again, id);

        assertThat(again.getCookies()).isEmpty();
    }
}
