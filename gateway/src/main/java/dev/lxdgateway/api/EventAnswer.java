package dev.lxdgateway.api;

import dev.lxdgateway.session.Session;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/** An answer that tells of a command as events while it runs. Its last event is the exit. */
record EventAnswer(EventForm form, HttpServletResponse response, JsonMapper json) {

    /** Who waits until all has been told. */
    interface Wait {

        void until(EventOutput told) throws InterruptedException;
    }

    /** @throws OutputLostException if not all of it could be told */
    void tell(Session session, Wait wait) throws InterruptedException, IOException {
        response.setContentType(form.type());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Exec-Session-Id", session.id());
        wait.until(new EventOutput(response.getOutputStream(), form, json));
        response.getOutputStream().close();
    }
}
