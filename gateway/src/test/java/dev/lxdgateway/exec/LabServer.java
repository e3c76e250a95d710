package dev.lxdgateway.exec;

import dev.lxdgateway.support.Lab;
import java.util.List;

/**
 * A server of the lab and its defects, as they were measured with LXD's own client and not as the gateway takes them to be.
 *
 * @param remote its name: lxd is Debian 12's LXD, lxd13 is Debian 13's
 */
record LabServer(String remote) {

    static List<LabServer> all() {
        var remotes = Lab.get().remotes();
        if (!remotes.containsAll(List.of("lxd", "lxd13", "incus"))) {
            throw new IllegalStateException(
                    "the lab has only %s; bring it up with dev/lxd-lab up --full --all".formatted(remotes));
        }
        return remotes.stream().map(LabServer::new).toList();
    }

    /** Whether it ends the streams of pipes only when the last background task has let them go. */
    boolean holdsPipes() {
        return !remote.equals("incus");
    }

    /** Whether it ends a terminal only when the last background task has let it go. */
    boolean holdsTerminals() {
        return remote.equals("lxd");
    }

    /** Whether it may lose the end of a terminal's output. */
    boolean cutsTerminals() {
        return !remote.equals("incus");
    }

    @Override
    public String toString() {
        return remote;
    }
}
