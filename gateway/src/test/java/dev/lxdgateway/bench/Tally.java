package dev.lxdgateway.bench;

import dev.lxdgateway.bench.Link.RefusedException;
import dev.lxdgateway.support.Api;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.core.JacksonException;

/** What became of many requests. What is neither answered right nor refused as it should be is wrong. */
final class Tally {

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int WRONGS = 20;

    private final long begun = System.nanoTime();
    private final ConcurrentLinkedQueue<Answered> right = new ConcurrentLinkedQueue<>();
    private final Sample refusals = new Sample();
    private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> wrong = new ConcurrentHashMap<>();
    private final AtomicLong wrongs = new AtomicLong();
    private long over;
    private long calm;

    /**
     * A right answer.
     *
     * @param asked seconds after the beginning
     * @param took milliseconds
     */
    record Answered(String what, double asked, double took) {}

    /** Something that is asked. */
    interface Question {

        void ask() throws Exception;
    }

    /** Asks, and counts what comes of it. */
    void count(String what, Question question) {
        long asked = System.nanoTime();
        try {
            question.ask();
            right.add(new Answered(what, (asked - begun) / 1e9, millisSince(asked)));
        } catch (RefusedException e) {
            if (isRefusal(e.answer())) {
                refused.computeIfAbsent(e.answer().head().status(), _ -> new LongAdder())
                        .increment();
                refusals.add(millisSince(asked));
            } else {
                wrong(
                        what,
                        "answered %s, with %s"
                                .formatted(e.getMessage(), e.answer().head().headers()));
            }
        } catch (Exception e) {
            wrong(what, e.toString());
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    /** Whether a client can tell from it what to do: a problem with a code, and when to ask again. */
    private static boolean isRefusal(Link.Answer answer) {
        var head = answer.head();
        return (head.status() == TOO_MANY || head.status() == UNAVAILABLE)
                && head.headers().getOrDefault("retry-after", "").matches("[1-9][0-9]*")
                && head.headers().getOrDefault("content-type", "").startsWith("application/problem+json")
                && hasCode(answer.text());
    }

    private static boolean hasCode(String text) {
        try {
            return !Api.JSON.readTree(text).path("code").asString("").isEmpty();
        } catch (JacksonException _) {
            return false;
        }
    }

    private void wrong(String what, String how) {
        wrongs.incrementAndGet();
        if (wrong.size() < WRONGS) {
            wrong.computeIfAbsent(what + ": " + how, _ -> new LongAdder()).increment();
        }
    }

    /** All is asked that will be. */
    void isOver() {
        over = System.nanoTime();
    }

    /** All is answered. */
    void isCalm() {
        calm = System.nanoTime();
    }

    /** How many seconds after the last question the last answer came. */
    double tail() {
        return (calm - over) / 1e9;
    }

    /** Refuses to count what is not as it should be. */
    static void require(boolean right, Object came) throws IOException {
        if (!right) {
            throw new IOException("wrong: " + came);
        }
    }

    int right() {
        return right.size();
    }

    long wrong() {
        return wrongs.get();
    }

    long all() {
        return right() + wrong() + refused();
    }

    long refused() {
        return refused.values().stream().mapToLong(LongAdder::sum).sum();
    }

    Sample refusals() {
        return refusals;
    }

    /** How long right answers took, of what was asked between two moments, in seconds. */
    Sample took(String what, double from, double to) {
        var sample = new Sample();
        right.stream()
                .filter(answer -> answer.what.equals(what) && answer.asked >= from && answer.asked < to)
                .forEach(answer -> sample.add(answer.took));
        return sample;
    }

    Sample took(String what) {
        return took(what, 0, Double.MAX_VALUE);
    }

    /** All of it in words. */
    @Override
    public String toString() {
        return "%d right, refused %s, wrong %s".formatted(right(), new TreeMap<>(refused), wrong);
    }
}
