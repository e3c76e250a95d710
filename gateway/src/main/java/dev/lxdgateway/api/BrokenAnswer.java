package dev.lxdgateway.api;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;

/** An answer that no client may take for a whole one: its connection, or its stream, ends before it does. */
final class BrokenAnswer {

    private BrokenAnswer() {}

    static void to(HttpServletRequest request, Exception why) {
        ServletContextRequest.getServletContextRequest(request)
                .getServletChannel()
                .abort(why);
    }
}
