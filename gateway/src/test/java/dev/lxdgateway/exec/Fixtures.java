package dev.lxdgateway.exec;

import dev.lxdgateway.support.Lab;
import java.util.List;

/** Files in the lab's containers that cases run. */
final class Fixtures {

    static final String DIRECTORY = "/var/tmp/exec-cases";
    static final String PLAIN_SCRIPT = DIRECTORY + "/plain";
    static final String ORPHAN_SCRIPT = DIRECTORY + "/orphan";
    static final String LOOP = DIRECTORY + "/loop";

    private static final String MAKE = """
            mkdir -p %1$s && cd %1$s &&
            printf 'echo plain; exit 5\\n' >plain && printf '#!/no/such/interpreter\\n' >orphan &&
            chmod 755 plain orphan && ln -sfn loop loop""".formatted(DIRECTORY);

    private Fixtures() {}

    static void make(LabServer server) {
        for (var container : List.of("demo", "full")) {
            shell(server, container, MAKE);
        }
    }

    static void remove(LabServer server) {
        for (var container : List.of("demo", "full")) {
            shell(server, container, "rm -rf " + DIRECTORY);
        }
    }

    private static void shell(LabServer server, String container, String line) {
        var lab = Lab.get();
        lab.client(server.remote(), "exec", "-T", lab.named(server.remote(), container), "--", "sh", "-c", line)
                .orFail();
    }
}
