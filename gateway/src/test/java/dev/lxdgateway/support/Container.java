package dev.lxdgateway.support;

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

    /** Has the server's own client do something with it, such as {@code stop -f}. */
    public void run(String... verb) {
        var words = new ArrayList<>(List.of(verb));
        words.add(Lab.get().named(remote, name));
        Lab.get().client(remote, words.toArray(String[]::new)).orFail();
    }

    public void pause() {
        run("pause");
    }

    public void resume() {
        run(remote.equals("incus") ? "resume" : "start");
    }

    @Override
    public void close() {
        Lab.get().client(remote, "delete", "-f", Lab.get().named(remote, name));
    }
}
