package dev.lxdgateway.session;

import dev.lxdgateway.lxd.Capabilities;
import dev.lxdgateway.lxd.ExecRequest;
import dev.lxdgateway.lxd.Outcome;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.lxd.TerminalSize;
import dev.lxdgateway.session.Attachment.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A session with an exec that the test plays. */
abstract class PlayedSession {

    static final Capabilities GOOD = new Capabilities(true, true, true);
    static final Capabilities OLD = new Capabilities(false, false, false);
    static final TerminalSize SIZE = new TerminalSize(80, 24);
    static final Duration STALL = Duration.ofMillis(100);
    static final Duration QUIET = Duration.ofMillis(150);
    static final Duration MAX = Duration.ofMillis(600);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    final FakeExec exec = new FakeExec();
    final QuietObserver observer = new QuietObserver();
    final Account account = new Account("tester", System::nanoTime, new Hits(observer));
    String id = "id";
    boolean attended;
    int left;
    Quota quota = new Quota(10, 1000, null, null, 1_000_000, 10_000_000, 0);

    @TempDir
    private Path directory = Path.of("unset");

    ScheduledExecutorService timer() {
        return timer;
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    Session session(Capabilities server, @Nullable TerminalSize size) {
        return session(server, size, Duration.ofMinutes(1));
    }

    Session session(Capabilities server, @Nullable TerminalSize size, Duration detachTimeout) {
        var session = unstarted(server, size, detachTimeout);
        session.started();
        return session;
    }

    Session unstarted(Capabilities server, @Nullable TerminalSize size, Duration detachTimeout) {
        var settings = new SessionSettings(
                new SessionSettings.Flow(256 * 1024, STALL),
                new SessionSettings.Output(100_000, Long.MAX_VALUE, 300_000, 2_000_000, directory),
                new SessionSettings.Drain(QUIET, MAX, 500_000, Duration.ZERO),
                new SessionSettings.Limits(10, 0, 0, Duration.ZERO, 10, 1000, 0),
                Duration.ofMillis(50),
                detachTimeout,
                Duration.ofHours(1),
                10,
                1_000_000);
        var context = new SessionContext(
                settings,
                account,
                new Bandwidth(0, System::nanoTime),
                new LogMemory(100_000, Long.MAX_VALUE),
                server,
                InstantSource.system(),
                timer,
                observer,
                new Course(Instant.now()),
                attended,
                () -> left++);
        var request = new SessionRequest(
                "tester",
                "remote",
                new ExecRequest("default", "demo", List.of("sh"), Map.of(), 0, 0, null, size),
                quota);
        var session = new Session(id, request, exec, context);
        exec.listener(session.listener());
        return session;
    }

    static AttachRequest as(Mode mode, OptionalLong since) {
        return new AttachRequest("tester", mode, mode == Mode.WRITER, since, null, false);
    }

    FakeClient attach(Session session, FakeClient client, Mode mode) {
        var _ = session.attach(client, as(mode, OptionalLong.empty()));
        return client;
    }

    void exit(int code) {
        exec.tells().processExited();
        exec.tells().streamEnded(Stream.STDOUT, true);
        exec.tells().streamEnded(Stream.STDERR, true);
        exec.tells().operationEnded(new Outcome.Exited(code));
    }

    static Exit end(Session session) {
        try {
            return session.await(Duration.ofSeconds(5)).orElseThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
