package dev.lxdgateway.api;

import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.access.Quotas;
import dev.lxdgateway.access.Supervision;
import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.SessionRequest;
import dev.lxdgateway.session.Tail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Runs a command as a part of a pipe: the request's body is its stdin, the answer's is its stdout, of any size. How it ended
 * is told after the body, in trailers. An answer that is not whole is broken off, so that no client takes it for a whole one.
 */
@RestController
@RequestMapping("/api/v1")
class RawExecController {

    private static final String PREFERENCE = "exec-status";

    private final Remotes remotes;
    private final Supervision sessions;
    private final Access access;
    private final Quotas quotas;

    RawExecController(Remotes remotes, Supervision sessions, Access access, Quotas quotas) {
        this.remotes = remotes;
        this.sessions = sessions;
        this.access = access;
        this.quotas = quotas;
    }

    @RequestMapping(
            path = "/instances/{instance}/exec",
            method = {RequestMethod.POST, RequestMethod.PUT},
            params = "command")
    void exec(
            @PathVariable String instance,
            @RequestHeader(required = false) @Nullable String prefer,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller,
            HttpServletRequest http,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var raw = RawCommand.parse(Objects.requireNonNullElse(http.getQueryString(), ""));
        refuseKey(key);
        boolean statusWanted = prefer != null && prefer.contains(PREFERENCE);
        var limit = raw.body().limit();
        int hold = statusWanted ? raw.body().outputLimit() : 0;
        var request = new SessionRequest(
                caller.name(),
                remotes.get(raw.remote()).remote(),
                raw.body().request(remotes.project(raw.project()), instance, null),
                quotas.of(caller));
        var permit = access.permitStart(caller, request);
        var trailers = new ConcurrentHashMap<String, String>();
        var output = new RawOutput(response.getOutputStream(), raw.withStderr(), hold);
        var session = sessions.start(permit, of -> {
            response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
            response.setHeader("Exec-Session-Id", of.id());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            if (hold == 0) {
                response.setHeader(
                        HttpHeaders.TRAILER,
                        "Exec-Exit-Code, Exec-Signal, Exec-Reason, Exec-Stdout-Bytes, Exec-Stdout-Sha256");
            }
            response.setTrailerFields(() -> trailers);
            return output;
        });
        var upload = Upload.start(session, http.getInputStream());
        try (var _ = Unhurried.of(http)) {
            var exit = new Execution(session, output.exit(), limit, CallerConnection.of(http, upload::isRead)::isClosed)
                    .await();
            if (exit.reason() == ExitReason.START_FAILED && !response.isCommitted()) {
                response.reset();
                throw new StartFailedException(String.valueOf(exit.detail()));
            }
            if (upload.isBroken()) {
                throw new OutputLostException(new IOException("the input broke off"));
            }
            end(response, output, exit, trailers);
        } catch (OutputLostException e) {
            throw BrokenAnswerException.of(response, e);
        } finally {
            upload.stop();
        }
    }

    /** Its input is passed on as it comes, so that a retry could not be told from another request. */
    private static void refuseKey(@Nullable String key) {
        if (key != null) {
            throw new InvalidRequestException(
                    IdempotencyKey.HEADER, "is for exec with a JSON body and for sessions, not for a raw exec");
        }
    }

    private static void end(HttpServletResponse response, RawOutput output, Exit exit, Map<String, String> trailers)
            throws IOException {
        if (exit.tail() == Tail.CUT) {
            throw new OutputLostException(new IOException("the output is not whole: " + exit.detail()));
        }
        var status = status(output, exit);
        if (output.isHeld()) {
            status.forEach(response::setHeader);
            response.setHeader("Preference-Applied", PREFERENCE);
            output.release();
        } else {
            trailers.putAll(status);
        }
        response.getOutputStream().close();
    }

    private static Map<String, String> status(RawOutput output, Exit exit) {
        var status = new LinkedHashMap<String, String>();
        if (exit.exitCode() != null) {
            status.put("Exec-Exit-Code", String.valueOf(exit.exitCode()));
        }
        if (exit.signal() != null) {
            status.put("Exec-Signal", exit.signal().name());
        }
        status.put("Exec-Reason", exit.reason().word());
        var sum = output.sum(exit);
        status.put("Exec-Stdout-Bytes", String.valueOf(sum.bytes()));
        status.put("Exec-Stdout-Sha256", sum.sha256());
        return status;
    }
}
