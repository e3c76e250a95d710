package dev.lxdgateway.api;

import dev.lxdgateway.access.Caller;
import dev.lxdgateway.lxd.Remotes;
import dev.lxdgateway.session.AttachRequest;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.Session;
import dev.lxdgateway.session.SessionRequest;
import dev.lxdgateway.session.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Runs a command to its end and answers with its result. */
@RestController
@RequestMapping("/api/v1")
class ExecController {

    /** How often to look whether the time is up, or the caller gone. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Remotes remotes;
    private final Sessions sessions;

    ExecController(Remotes remotes, Sessions sessions) {
        this.remotes = remotes;
        this.sessions = sessions;
    }

    @PostMapping("/instances/{instance}/exec")
    ExecResult exec(
            @PathVariable String instance,
            @RequestParam(required = false) @Nullable String remote,
            @RequestParam(required = false) @Nullable String project,
            @RequestBody CommandBody body,
            Principal principal,
            HttpServletRequest http)
            throws InterruptedException {
        body.refuseTerminal();
        var limit = body.limit();
        var input = body.input();
        var output = new OutputCollector(body.outputLimit());
        var request = new SessionRequest(
                Caller.of(principal).name(),
                remotes.get(remote).remote(),
                body.request(remotes.project(project), instance, null));
        long asked = System.nanoTime();
        var session = sessions.start(request);
        session.attach(output, AttachRequest.writer(session.request().owner()));
        Thread.ofVirtual().name("exec-input").start(() -> feed(session, input));
        var exit = await(session, output, limit, CallerConnection.of(http));
        if (exit.reason() == ExitReason.START_FAILED) {
            throw new StartFailedException(String.valueOf(exit.detail()));
        }
        return ExecResult.of(session.id(), exit, output, Duration.ofNanos(System.nanoTime() - asked));
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

    /** Waits for the exit, which the time limit brings on, and so does the caller's going away. */
    private static Exit await(
            Session session, OutputCollector output, @Nullable Duration limit, CallerConnection caller)
            throws InterruptedException {
        long start = System.nanoTime();
        try {
            while (!within(LOOK, output.exit())) {
                if (limit != null && System.nanoTime() - start >= limit.toNanos()) {
                    session.hangUp(ExitReason.KILLED_BY_TIMEOUT);
                }
                if (caller.isClosed()) {
                    session.hangUp(ExitReason.HUNG_UP);
                }
            }
            return output.exit().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the session's output could not be collected", e);
        } catch (InterruptedException e) {
            session.hangUp(ExitReason.HUNG_UP);
            throw e;
        }
    }

    private static boolean within(Duration limit, CompletableFuture<Exit> exit)
            throws InterruptedException, ExecutionException {
        try {
            var _ = exit.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }
}
