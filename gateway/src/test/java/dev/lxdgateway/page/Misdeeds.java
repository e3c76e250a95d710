package dev.lxdgateway.page;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a page must not do, as far as it did it: complain, break its content security policy, call another host. */
final class Misdeeds {

    private static final String TELL_OF_VIOLATIONS = "document.addEventListener('securitypolicyviolation', event =>"
            + " console.error('policy: ' + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample))";

    /** Chromium itself writes of every call that the gateway refuses, such as the first one before the login. */
    private static final Pattern REFUSAL =
            Pattern.compile("Failed to load resource: the server responded with a status of 4\\d\\d .*");

    private final List<String> seen = new ArrayList<>();
    private final URI gateway;

    private Misdeeds(URI gateway) {
        this.gateway = gateway;
    }

    static Misdeeds of(Page page, URI gateway) {
        var misdeeds = new Misdeeds(gateway);
        page.addInitScript(TELL_OF_VIOLATIONS);
        page.onConsoleMessage(misdeeds::said);
        page.onPageError(misdeeds.seen::add);
        page.onRequest(request -> misdeeds.called(request.url()));
        page.onWebSocket(socket -> misdeeds.called(socket.url()));
        return misdeeds;
    }

    private void said(ConsoleMessage message) {
        if (message.type().equals("error") && !isRefusal(message)) {
            seen.add(message.text());
        }
    }

    private boolean isRefusal(ConsoleMessage message) {
        return REFUSAL.matcher(message.text()).matches()
                && (message.location().startsWith(gateway.resolve("/api/").toString())
                        || message.location()
                                .startsWith(gateway.resolve("/login").toString()));
    }

    private void called(String url) {
        var authority = URI.create(url).getAuthority();
        if (authority != null && !authority.equals(gateway.getAuthority())) {
            seen.add("called " + url);
        }
    }

    List<String> seen() {
        return seen;
    }
}
