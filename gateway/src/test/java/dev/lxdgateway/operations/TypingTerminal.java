package dev.lxdgateway.operations;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.ExecSocket;
import dev.lxdgateway.support.HaProxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who types a line a second into a shell and reads the answer. When the shell ends because its gateway goes, they
 * start another one.
 */
final class TypingTerminal {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /**
     * What came of it.
     *
     * @param answered lines that were answered
     * @param slowest longest time from a line to its answer
     * @param moves how often the gateway went, each time as announced
     * @param losses what was not as it should be
     */
    record Account(int answered, Duration slowest, int moves, List<String> losses) {}

    private final Api api;
    private final String remote;
    private final String instance;
    private final AtomicBoolean stop;
    private final List<String> losses = new ArrayList<>();
    private int line;
    private int answered;
    private int moves;
    private Duration slowest = Duration.ZERO;
    private @Nullable Shell shell;

    private record Shell(String id, ExecSocket socket) {

        @Nullable JsonNode frame(String type) {
            return socket.frames().stream()
                    .filter(frame -> frame.path("type").asString("").equals(type))
                    .findFirst()
                    .orElse(null);
        }
    }

    TypingTerminal(Api api, String remote, String instance, AtomicBoolean stop) {
        this.api = api;
        this.remote = remote;
        this.instance = instance;
        this.stop = stop;
    }

    /** Has the first shell started. */
    void open() throws InterruptedException {
        shell = start();
    }

    private Shell start() throws InterruptedException {
        while (true) {
            var answer = api.post(
                    "/api/v1/instances/%s/sessions?remote=%s".formatted(instance, remote),
                    Map.of("command", List.of("sh")));
            if (answer.status() == 201) {
                return attach(answer);
            }
            if (!answer.isDraining()) {
                throw new IllegalStateException("no shell: " + answer);
            }
            Thread.sleep(Duration.ofSeconds(Long.parseLong(answer.header("Retry-After"))));
        }
    }

    private Shell attach(Api.Answer started) {
        var cookie = started.header("Set-Cookie").replaceFirst(";.*", "");
        if (!cookie.startsWith(HaProxy.COOKIE + "=")) {
            throw new IllegalStateException(
                    "no way back to the session: " + started.response().headers());
        }
        var path = started.json().path("attachUrl").asString();
        var socket = ExecSocket.open(
                URI.create("ws://" + api.base().getAuthority() + path),
                Map.of("Authorization", "Bearer " + api.token(), "Cookie", cookie),
                "exec.v1");
        return new Shell(started.json().path("id").asString(), socket);
    }

    Account type() throws InterruptedException {
        while (!stop.get()) {
            long begun = System.nanoTime();
            typeOne();
            var rest = Duration.ofSeconds(1).minusNanos(System.nanoTime() - begun);
            if (rest.isPositive()) {
                Thread.sleep(rest);
            }
        }
        current().socket.close();
        return new Account(answered, slowest, moves, losses);
    }

    private Shell current() {
        return Objects.requireNonNull(shell);
    }

    private void typeOne() throws InterruptedException {
        var at = current();
        line++;
        long begun = System.nanoTime();
        at.socket.type("echo n$((%d + 0))n\n".formatted(line));
        var answer = "n%dn".formatted(line);
        while (!at.socket.output().contains(answer)) {
            if (at.frame("exit") != null) {
                move(at);
                return;
            }
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                losses.add("line %d of %s has no answer".formatted(line, at.id));
                return;
            }
            Thread.sleep(2);
        }
        answered++;
        var took = Duration.ofNanos(System.nanoTime() - begun);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }

    private void move(Shell from) throws InterruptedException {
        moves++;
        int close = from.socket.awaitClose();
        var exit = from.socket.awaitFrame("exit");
        var draining = from.frame("draining");
        check(close == 1000, from, "closed with " + close);
        check(exit.path("reason").asString().equals("gateway-drain"), from, "ended by " + exit);
        check(
                exit.path("sha256").path("stdout").asString().equals(from.socket.sha256OfOutput()),
                from,
                "has other output than " + exit);
        check(draining != null, from, "was not told before");
        if (draining != null) {
            var deadline = Instant.parse(draining.path("deadline").asString());
            check(!Instant.now().isBefore(deadline), from, "ended before its deadline");
        }
        shell = start();
    }

    private void check(boolean right, Shell of, String otherwise) {
        if (!right) {
            losses.add(of.id + " " + otherwise);
        }
    }
}
