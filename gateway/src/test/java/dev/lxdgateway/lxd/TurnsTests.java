package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTests {

    private static final Place PLACE = new Place("default", "demo");

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();
    private final Turns turns = new Turns(this::now);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> started = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> goOn = new CompletableFuture<>();

    private long now() {
        looks.incrementAndGet();
        return now.get();
    }

    private CompletableFuture<Void> take(String name) {
        return CompletableFuture.runAsync(
                () -> turns.take(
                        PLACE,
                        () -> {
                            asked.add(name);
                            return "%s %d".formatted(name, asked.size());
                        },
                        exec -> {
                            started.add(exec);
                            goOn.join();
                        }),
                Thread.ofVirtual()::start);
    }

    private CompletableFuture<Void> takeThree() {
        var first = take("a");
        await().until(() -> started.size() == 1);
        var second = take("b");
        // two of the first, and one of the second when it has been answered
        await().until(() -> looks.get() == 3);
        return CompletableFuture.allOf(first, second, take("c"));
    }

    @Test
    void asksForTheNextWhileOneStartsAndForNoMore() {
        var all = takeThree();

        assertThat(asked).containsExactly("a", "b");
        assertThat(started).containsExactly("a 1");
        goOn.complete(null);
        all.join();
        assertThat(started).containsExactly("a 1", "b 2", "c 3");
    }

    @Test
    void asksAgainForWhatHasWaitedTooLong() {
        var all = takeThree();

        now.addAndGet(Turns.FRESH.toNanos());
        goOn.complete(null);
        all.join();
        assertThat(started).hasSize(3).contains("a 1").doesNotContain("b 2");
    }
}
