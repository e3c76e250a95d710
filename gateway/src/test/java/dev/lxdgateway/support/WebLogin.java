package dev.lxdgateway.support;

import dev.lxdgateway.support.Api.Answer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the page is to the gateway: it keeps cookies, tells its origin, and shows its token. */
public final class WebLogin {

    private final Api api;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private WebLogin(Api api) {
        this.api = api;
    }

    /** Somebody who has opened the page. */
    public static WebLogin visitor(Api api) {
        var visitor = new WebLogin(api);
        visitor.call("GET", "/", null);
        return visitor;
    }

    /** Somebody who has signed in. */
    public static WebLogin of(Api api) {
        var visitor = visitor(api);
        var answer = visitor.signIn(api.token());
        if (answer.status() != 204) {
            throw new IllegalStateException("login answered " + answer);
        }
        return visitor;
    }

    public Answer signIn(String token) {
        return call("POST", "/login", "token=" + token);
    }

    public Answer call(String method, String path, @Nullable String body) {
        return call(method, path, body, Map.of());
    }

    /** Any request; headers given replace the usual ones, and an empty one leaves it out. */
    public Answer call(String method, String path, @Nullable String body, Map<String, String> more) {
        var headers = new HashMap<>(headers());
        if (body != null && path.equals("/login")) {
            headers.put("Content-Type", "application/x-www-form-urlencoded");
        }
        if (!method.equals("GET")) {
            headers.put("X-XSRF-TOKEN", csrfToken());
        }
        headers.putAll(more);
        var answer = api.call(method, path, body, headers);
        answer.response().headers().allValues("Set-Cookie").forEach(this::keep);
        return answer;
    }

    /** Who they are, for a WebSocket. */
    public Map<String, String> headers() {
        return Map.of(
                "Authorization",
                "",
                "Cookie",
                cookies(),
                "Origin",
                "http://" + api.base().getAuthority());
    }

    public String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public void plant(String name, String value) {
        cookies.put(name, value);
    }

    public String csrfToken() {
        return cookie("XSRF-TOKEN");
    }

    private void keep(String header) {
        var pair = header.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
