package dev.lxdgateway.operations;

import dev.lxdgateway.support.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Callers that have commands run at a steady rate, each with an output and an exit code that are known before. */
final class SteadyExecs {

    private static final int MOST_AT_ONCE = 40;

    /** A place to run commands. */
    record Place(String remote, String instance) {}

    /** How one went. */
    record Took(Duration time, int retries) {}

    private final Api api;
    private final List<Place> places;
    private final Queue<Took> took = new ConcurrentLinkedQueue<>();
    private final Queue<String> losses = new ConcurrentLinkedQueue<>();
    private final Semaphore waiting = new Semaphore(MOST_AT_ONCE);
    private final AtomicInteger asked = new AtomicInteger();

    SteadyExecs(Api api, List<Place> places) {
        this.api = api;
        this.places = places;
    }

    List<Took> took() {
        return List.copyOf(took);
    }

    List<String> losses() {
        return List.copyOf(losses);
    }

    /** Asks until it is told to stop, and then waits for the last answer. A machine that can't keep up gets less to do. */
    void run(int perSecond, AtomicBoolean stop) throws InterruptedException {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            for (int i = 0; !stop.get(); i++) {
                long due = begun + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                waiting.acquire();
                callers.execute(this::ask);
            }
        }
    }

    private void ask() {
        int number = asked.incrementAndGet();
        try {
            ask(number);
        } catch (InterruptedException | RuntimeException e) {
            losses.add("exec %d: %s".formatted(number, e));
        } finally {
            waiting.release();
        }
    }

    private void ask(int number) throws InterruptedException {
        var place = places.get(number % places.size());
        int lines = number * 37 % 3000;
        int code = number % 200;
        var body = Api.JSON.writeValueAsString(
                Map.of("command", List.of("sh", "-c", "seq %d; exit %d".formatted(lines, code))));
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        var path = "/api/v1/instances/%s/exec?remote=%s".formatted(place.instance, place.remote);
        long begun = System.nanoTime();
        int retries = 0;
        var answer = api.call("POST", path, body, key);
        while (answer.isDraining()) {
            retries++;
            Thread.sleep(Duration.ofSeconds(Long.parseLong(answer.header("Retry-After"))));
            answer = api.call("POST", path, body, key);
        }
        took.add(new Took(Duration.ofNanos(System.nanoTime() - begun), retries));
        var expected = IntStream.rangeClosed(1, lines).mapToObj(i -> i + "\n").collect(Collectors.joining());
        if (answer.status() != 200
                || answer.json().path("exitCode").asInt(-1) != code
                || !answer.json().path("stdout").asString("").equals(expected)) {
            losses.add("exec %d of %d lines and code %d was answered %.300s".formatted(number, lines, code, answer));
        }
    }

    /** In a line. */
    String summary() {
        var times = new ArrayList<>(took.stream().map(Took::time).sorted().toList());
        int retried = took.stream().mapToInt(Took::retries).sum();
        return "%d execs, %d refused and retried; median %d ms, 99 of 100 within %d ms, longest %d ms"
                .formatted(
                        times.size(),
                        retried,
                        times.get(times.size() / 2).toMillis(),
                        times.get(times.size() * 99 / 100).toMillis(),
                        times.getLast().toMillis());
    }
}
