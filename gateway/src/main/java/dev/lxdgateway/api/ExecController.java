package dev.lxdgateway.api;

import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.access.Quotas;
import dev.lxdgateway.access.Supervision;
import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.session.AttachRequest;
import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.SessionRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Runs a command to its end and answers with its result, or tells of it while it runs. */
@RestController
@RequestMapping("/api/v1")
class ExecController {

    private final Remotes remotes;
    private final Supervision sessions;
    private final Access access;
    private final Quotas quotas;
    private final SharedExecs shared;
    private final JsonMapper json;

    ExecController(
            Remotes remotes, Supervision sessions, Access access, Quotas quotas, SharedExecs shared, JsonMapper json) {
        this.remotes = remotes;
        this.sessions = sessions;
        this.access = access;
        this.quotas = quotas;
        this.shared = shared;
        this.json = json;
    }

    @PostMapping(path = "/instances/{instance}/exec", params = "!command")
    @Nullable ExecResult exec(
            @PathVariable String instance,
            @RequestParam(required = false) @Nullable String remote,
            @RequestParam(required = false) @Nullable String project,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = MediaType.ALL_VALUE) String accept,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody CommandBody body,
            Caller caller,
            HttpServletRequest http,
            HttpServletResponse response)
            throws InterruptedException, IOException, HttpMediaTypeNotAcceptableException {
        body.refuseTerminal();
        var request = new SessionRequest(
                caller.name(),
                remotes.get(remote).remote(),
                body.request(remotes.project(project), instance, null),
                quotas.of(caller));
        var input = ByteBuffer.wrap(body.input());
        var order = new ExecOrder(access.permitStart(caller, request), input, body.limit(), body.outputLimit());
        var form = EventForm.wanted(accept);
        var events = form == null ? null : new EventAnswer(form, response, json);
        var idempotency = IdempotencyKey.of(order.request().owner(), key);
        var connection = CallerConnection.of(http);
        try (var _ = Unhurried.of(http)) {
            return idempotency == null
                    ? run(order, events, connection)
                    : join(idempotency, body, order, events, connection, response);
        } catch (OutputLostException e) {
            throw BrokenAnswerException.of(response, e);
        } catch (CallerGoneException e) {
            throw response.isCommitted() ? BrokenAnswerException.of(response, e) : e;
        }
    }

    private @Nullable ExecResult run(ExecOrder order, @Nullable EventAnswer events, CallerConnection caller)
            throws InterruptedException, IOException {
        long asked = System.nanoTime();
        if (events != null) {
            var told = events.output();
            var session = order.start(sessions, of -> {
                events.begin(of);
                return told;
            });
            var _ = new Execution(session, told.exit(), order.limit(), caller::isClosed).await();
            events.end();
            return null;
        }
        var output = new OutputCollector(order.most());
        var session = order.start(sessions, _ -> output);
        var exit = new Execution(session, output.exit(), order.limit(), caller::isClosed).await();
        if (exit.reason() == ExitReason.START_FAILED) {
            throw new StartFailedException(String.valueOf(exit.detail()));
        }
        return ExecResult.of(session.id(), exit, output, Duration.ofNanos(System.nanoTime() - asked));
    }

    private @Nullable ExecResult join(
            IdempotencyKey key,
            CommandBody body,
            ExecOrder order,
            @Nullable EventAnswer events,
            CallerConnection caller,
            HttpServletResponse response)
            throws InterruptedException, IOException {
        var form = events == null ? "json" : events.form().type();
        var exec = order.request().exec();
        var once = shared.join(
                key,
                Fingerprint.of(json, "exec", form, order.request().remote(), exec.project(), exec.instance(), body),
                order);
        response.setHeader(IdempotencyKey.REPLAYED, String.valueOf(once.isReplay()));
        var run = once.value();
        if (events == null) {
            return run.await(caller);
        }
        run.requireWholeOutput();
        var told = events.output();
        events.begin(run.session());
        run.session().attach(told, AttachRequest.writer(key.caller()));
        run.await(told.exit(), caller);
        events.end();
        return null;
    }
}
