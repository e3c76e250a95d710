package dev.lxdgateway.api;

import dev.lxdgateway.session.Session;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** An answer that tells of a command as events while it runs. Its last event is the exit. */
record EventAnswer(EventForm form, HttpServletResponse response, JsonMapper json) {

    /** Tells of a session in this answer, once it is {@linkplain #begin begun}. */
    EventOutput output() throws IOException {
        return new EventOutput(response.getOutputStream(), form, json);
    }

    void begin(Session session) {
        response.setContentType(form.type());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Exec-Session-Id", session.id());
    }

    /** All has been told. */
    void end() throws IOException {
        response.getOutputStream().close();
    }
}
