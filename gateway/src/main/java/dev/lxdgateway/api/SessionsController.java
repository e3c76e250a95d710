package dev.lxdgateway.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.access.Permit;
import dev.lxdgateway.access.Quotas;
import dev.lxdgateway.access.Supervision;
import dev.lxdgateway.access.Tickets;
import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.lxd.TerminalSize;
import dev.lxdgateway.policy.Verb;
import dev.lxdgateway.session.Session;
import dev.lxdgateway.session.SessionRequest;
import dev.lxdgateway.session.Sessions;
import dev.lxdgateway.session.Signal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Sessions: commands that outlive the request that started them. */
@RestController
@RequestMapping("/api/v1")
class SessionsController {

    private static final Duration LONGEST_SHARE = Duration.ofHours(24);
    private static final int LONGEST_PAGE = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Remotes remotes;
    private final Sessions sessions;
    private final Supervision supervision;
    private final Access access;
    private final Quotas quotas;
    private final Tickets tickets;
    private final Idempotency idempotency;
    private final JsonMapper json;

    SessionsController(
            Remotes remotes,
            Sessions sessions,
            Supervision supervision,
            Access access,
            Quotas quotas,
            Tickets tickets,
            Idempotency idempotency,
            JsonMapper json) {
        this.remotes = remotes;
        this.sessions = sessions;
        this.supervision = supervision;
        this.access = access;
        this.quotas = quotas;
        this.tickets = tickets;
        this.idempotency = idempotency;
        this.json = json;
    }

    @PostMapping("/instances/{instance}/sessions")
    ResponseEntity<Started> start(
            @PathVariable String instance,
            @RequestParam(required = false) @Nullable String remote,
            @RequestParam(required = false) @Nullable String project,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            @RequestBody CommandBody body,
            Caller caller) {
        body.refuseResultOptions();
        var request = new SessionRequest(
                caller.name(),
                remotes.get(remote).remote(),
                body.request(remotes.project(project), instance, body.terminal()),
                quotas.of(caller));
        var permit = access.permitStart(caller, request);
        var started = start(IdempotencyKey.of(caller.name(), key), body, permit);
        var session = started.value().session();
        var location = "/api/v1/sessions/" + session.id();
        var ticket = tickets.issue(caller, session.id(), true);
        var answer = ResponseEntity.created(URI.create(location));
        if (key != null) {
            answer.header(IdempotencyKey.REPLAYED, String.valueOf(started.isReplay()));
        }
        return answer.body(new Started(SessionView.of(session.summary()), location + "/attach", ticket.secret()));
    }

    private Idempotency.Once<StartedSession> start(@Nullable IdempotencyKey key, CommandBody body, Permit permit) {
        if (key == null) {
            return new Idempotency.Once<>(new StartedSession(supervision.start(permit)), false);
        }
        var request = permit.request();
        var exec = request.exec();
        var fingerprint = Fingerprint.of(json, "sessions", request.remote(), exec.project(), exec.instance(), body);
        return idempotency.once(key, fingerprint, () -> new StartedSession(supervision.start(permit)));
    }

    private record StartedSession(Session session) implements Idempotency.Ongoing {

        @Override
        public boolean isOver() {
            return session.summary().exit() != null;
        }
    }

    /** The newest first. */
    @GetMapping("/sessions")
    Page<SessionView> sessions(
            @RequestParam(required = false) @Nullable List<String> state,
            @RequestParam(required = false) @Nullable String remote,
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw new InvalidRequestException("limit", "must be from 1 to %d".formatted(LONGEST_PAGE));
        }
        var filter = SessionFilter.of(state, remote, project, instance);
        var from = cursor == null ? null : Cursor.parse(cursor);
        var found = sessions.all().stream()
                .filter(filter::matches)
                .filter(session -> access.lists(caller, session.request()))
                .filter(session -> from == null || from.isBefore(session))
                .sorted(Cursor.ORDER)
                .limit(limit + 1L)
                .toList();
        var items = found.stream().limit(limit).toList();
        var next = found.size() > limit ? Cursor.after(items.getLast()).toString() : null;
        return new Page<>(items.stream().map(SessionView::of).toList(), next);
    }

    @GetMapping("/sessions/{id}")
    SessionView session(@PathVariable String id, Caller caller) {
        return SessionView.of(supervision.get(caller, Verb.OBSERVE, id).summary());
    }

    @GetMapping("/sessions/{id}/wait")
    ResponseEntity<Object> await(
            @PathVariable String id, @RequestParam(defaultValue = "30s") String timeout, Caller caller)
            throws InterruptedException {
        var session = supervision.get(caller, Verb.OBSERVE, id);
        var limit = CommandBody.duration("timeout", timeout);
        var exit = session.await(limit.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : limit);
        return exit.isPresent()
                ? ResponseEntity.ok(ExitView.of(exit.get()))
                : ResponseEntity.accepted().body(SessionView.of(session.summary()));
    }

    @PostMapping("/sessions/{id}/signal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signal(@PathVariable String id, @RequestBody SignalBody body, Caller caller) {
        var session = supervision.find(caller, id);
        supervision.permitSignal(caller, body.parsed(), session);
        session.signal(body.parsed());
    }

    @PostMapping("/sessions/{id}/resize")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resize(@PathVariable String id, @RequestBody SizeBody body, Caller caller) {
        supervision.type(caller, id).resize(body.size(), null);
    }

    @PostMapping("/sessions/{id}/tickets")
    @ResponseStatus(HttpStatus.CREATED)
    TicketView ticket(@PathVariable String id, @RequestBody TicketBody body, Caller caller) {
        var session = supervision.get(caller, body.isWriter() ? Verb.ATTACH : Verb.OBSERVE, id);
        var life = body.life();
        life.ifPresent(time -> supervision.share(caller, session, body.isWriter(), time));
        var issued = life.isPresent()
                ? tickets.share(session.id(), body.isWriter(), life.get())
                : tickets.issue(caller, session.id(), body.isWriter());
        return new TicketView(issued.secret(), issued.expires());
    }

    /** Begins to end the session; 204 where it has ended already. */
    @DeleteMapping("/sessions/{id}")
    ResponseEntity<SessionView> end(@PathVariable String id, Caller caller) {
        var before = supervision.find(caller, id).summary();
        var session = supervision.end(caller, id);
        return before.exit() == null
                ? ResponseEntity.accepted().body(SessionView.of(session.summary()))
                : ResponseEntity.noContent().build();
    }

    record Started(@JsonUnwrapped SessionView session, String attachUrl, String ticket) {}

    record SignalBody(@Nullable String signal) {

        Signal parsed() {
            if (signal == null) {
                throw new InvalidRequestException("signal", "must be a name such as TERM, or a number from 1 to 64");
            }
            try {
                return Signal.parse(signal);
            } catch (IllegalArgumentException e) {
                throw new InvalidRequestException("signal", "is none: " + e.getMessage());
            }
        }
    }

    record SizeBody(@Nullable Integer cols, @Nullable Integer rows) {

        TerminalSize size() {
            if (cols == null || rows == null) {
                throw new InvalidRequestException("cols", "and rows must both be given");
            }
            return new TerminalSize(cols, rows);
        }
    }

    /** @param expiresIn how long the ticket is good for everybody who is signed in; null for a one-time ticket of the caller */
    record TicketBody(@Nullable String mode, @Nullable String expiresIn) {

        Optional<Duration> life() {
            var life = Optional.ofNullable(expiresIn).map(text -> CommandBody.duration("expiresIn", text));
            if (life.isPresent() && life.get().compareTo(LONGEST_SHARE) > 0) {
                throw new InvalidRequestException("expiresIn", "must be at most 24h");
            }
            return life;
        }

        boolean isWriter() {
            return switch (mode) {
                case "writer" -> true;
                case "observer" -> false;
                case null, default -> throw new InvalidRequestException("mode", "must be writer or observer");
            };
        }
    }

    record TicketView(String ticket, Instant expires) {}
}
