package dev.lxdgateway.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A container of a test's own, deleted at its end.
 *
 * @param remote where it is
 * @param name what it is called there
 */
public record Container(String remote, String name) implements AutoCloseable {

    public static Container launch(String remote, String name) {
        var container = new Container(remote, name);
        container.close();
        var lab = Lab.get();
        lab.client(remote, "launch", lab.named(remote, "busybox"), lab.named(remote, name))
                .orFail();
        return container;
    }

    /** Has the server's own client do something with it, such as {@code stop -f}; LXD refuses some while it is busy. */
    public void run(String... verb) {
        var words = new ArrayList<>(List.of(verb));
        words.add(Lab.get().named(remote, name));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Lab.get().client(remote, words.toArray(String[]::new)))
                        .matches(ran -> ran.status() == 0));
    }

    public void pause() {
        run("pause");
    }

    public void resume() {
        run(remote.equals("incus") ? "resume" : "start");
    }

    @Override
    public void close() {
        var named = Lab.get().named(remote, name);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            Lab.get().client(remote, "delete", "-f", named);
            return Lab.get().client(remote, "info", named).status() != 0;
        });
    }
}
