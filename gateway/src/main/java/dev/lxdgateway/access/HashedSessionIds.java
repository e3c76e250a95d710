package dev.lxdgateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.HttpSessionIdResolver;

/**
 * Gives browsers a secret, and sessions its digest for an id: who reads the database, or a log, has no login by that.
 */
final class HashedSessionIds implements SessionIdGenerator, HttpSessionIdResolver {

    private static final int MOST = 10_000;

    private final CookieHttpSessionIdResolver cookies;

    /** By its id, until the secret has been handed out; one that never is must not stay. */
    private final Map<String, String> secrets = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    });

    HashedSessionIds(CookieHttpSessionIdResolver cookies) {
        this.cookies = cookies;
    }

    @Override
    public String generate() {
        var secret = Secrets.random();
        var id = Digests.sha256(secret);
        secrets.put(id, secret);
        return id;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return cookies.resolveSessionIds(request).stream().map(Digests::sha256).toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
        var secret = secrets.remove(id);
        if (secret != null) {
            cookies.setSessionId(request, response, secret);
        }
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.expireSession(request, response);
    }
}
