package dev.lxdgateway.exec;

import dev.lxdgateway.support.Api;
import java.util.List;
import java.util.Map;

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

    static void make(Api api, LabServer server) {
        for (var container : List.of("demo", "full")) {
            shell(api, server, container, MAKE);
        }
    }

    static void remove(Api api, LabServer server) {
        for (var container : List.of("demo", "full")) {
            shell(api, server, container, "rm -rf " + DIRECTORY);
        }
    }

    /** Not by the server's own client, which would cast doubt on the first cases. */
    private static void shell(Api api, LabServer server, String container, String line) {
        var answer = api.post(
                "/api/v1/instances/%s/exec?remote=%s".formatted(container, server.remote()),
                Map.of("command", List.of("sh", "-c", line)));
        if (answer.status() != 200 || answer.json().path("exitCode").asInt(-1) != 0) {
            throw new IllegalStateException("no fixtures in %s: %s".formatted(container, answer));
        }
    }
}
