package dev.lxdgateway.api;

import dev.lxdgateway.access.Caller;
import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.session.AttachRequest;
import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.Session;
import dev.lxdgateway.session.SessionRequest;
import dev.lxdgateway.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Runs a command to its end and answers with its result. */
@RestController
@RequestMapping("/api/v1")
class ExecController {

    private final Remotes remotes;
    private final Sessions sessions;
    private final JsonMapper json;

    ExecController(Remotes remotes, Sessions sessions, JsonMapper json) {
        this.remotes = remotes;
        this.sessions = sessions;
        this.json = json;
    }

    @PostMapping(path = "/instances/{instance}/exec", params = "!command")
    @Nullable ExecResult exec(
            @PathVariable String instance,
            @RequestParam(required = false) @Nullable String remote,
            @RequestParam(required = false) @Nullable String project,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept,
            @RequestBody CommandBody body,
            Principal principal,
            HttpServletRequest http,
            HttpServletResponse response)
            throws InterruptedException, IOException {
        body.refuseTerminal();
        var limit = body.limit();
        var input = body.input();
        int most = body.outputLimit();
        var request = new SessionRequest(
                Caller.of(principal).name(),
                remotes.get(remote).remote(),
                body.request(remotes.project(project), instance, null));
        var form = EventOutput.Form.wanted(accept);
        long asked = System.nanoTime();
        var session = sessions.start(request);
        if (form != null) {
            tell(session, form, input, limit, http, response);
            return null;
        }
        var output = new OutputCollector(most);
        var exit = run(session, output, output.exit(), input, limit, http);
        return ExecResult.of(session.id(), exit, output, Duration.ofNanos(System.nanoTime() - asked));
    }

    private void tell(
            Session session,
            EventOutput.Form form,
            byte[] input,
            @Nullable Duration limit,
            HttpServletRequest http,
            HttpServletResponse response)
            throws InterruptedException, IOException {
        response.setContentType(form.type());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Exec-Session-Id", session.id());
        var output = new EventOutput(response.getOutputStream(), form, json);
        try {
            run(session, output, output.exit(), input, limit, http);
            response.getOutputStream().close();
        } catch (OutputLostException e) {
            ServletContextRequest.getServletContextRequest(http)
                    .getServletChannel()
                    .abort(e);
        }
    }

    private static Exit run(
            Session session,
            Attachment.Client client,
            CompletableFuture<Exit> told,
            byte[] input,
            @Nullable Duration limit,
            HttpServletRequest http)
            throws InterruptedException {
        session.attach(client, AttachRequest.writer(session.request().owner()));
        Thread.ofVirtual().name("exec-input").start(() -> feed(session, input));
        var exit = new Execution(session, told, limit, CallerConnection.of(http)).await();
        if (exit.reason() == ExitReason.START_FAILED) {
            throw new StartFailedException(String.valueOf(exit.detail()));
        }
        return exit;
    }

    private static void feed(Session session, byte[] input) {
        try {
            if (input.length > 0) {
                session.input(ByteBuffer.wrap(input));
            }
            session.endInput();
        } catch (IOException _) {
            // the process has exited, or closed its stdin, without reading all
        }
    }
}
