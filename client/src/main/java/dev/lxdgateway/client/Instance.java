package dev.lxdgateway.client;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** An instance, to run commands in. It is only a name: whether there is one is found out by a call. */
public final class Instance {

    private final GatewayClient client;
    private final String name;
    private final @Nullable String remote;
    private final @Nullable String project;

    Instance(GatewayClient client, String name, @Nullable String remote, @Nullable String project) {
        this.client = client;
        this.name = name;
        this.remote = remote;
        this.project = project;
    }

    /** The instance of that name on another remote. */
    public Instance onRemote(String other) {
        return new Instance(client, name, other, project);
    }

    /** The instance of that name in another project. */
    public Instance inProject(String other) {
        return new Instance(client, name, remote, other);
    }

    /**
     * Runs a command to its end.
     *
     * {@snippet :
     * var result = gateway.instance("web-1").exec("systemctl", "is-active", "nginx");
     * if (!result.exit().isSuccess()) {
     *     System.err.println(result.stderrText());
     * }
     * }
     */
    public ExecResult exec(String... arguments) {
        return exec(ExecRequest.of(Command.of(arguments)));
    }

    /** Runs a command to its end. An interrupt ends the call, and the command by the hang-up ladder. */
    public ExecResult exec(ExecRequest request) {
        return Json.result(client.http()
                .answer(execution(request, "application/json"), null)
                .json());
    }

    /**
     * Runs a command and gives its output while it comes.
     *
     * {@snippet :
     * try (var events = gateway.instance("web-1").events(ExecRequest.of(Command.of("apt-get", "update")))) {
     *     for (var event : events) {
     *         switch (event) {
     *             case ExecEvent.Output output -> System.out.print(output.text());
     *             case ExecEvent.Exited(var exit) -> System.out.println("exit " + exit.exitCode());
     *         }
     *     }
     * }
     * }
     */
    public ExecEvents events(ExecRequest request) {
        return new ExecEvents(Streamed.send(execution(request, "application/x-ndjson")));
    }

    private Request execution(ExecRequest of, String accept) {
        var body = body(of.command());
        if (of.stdin().length > 0) {
            body.put("stdin", Map.of("base64", Base64.getEncoder().encodeToString(of.stdin())));
        }
        if (of.timeout() != null) {
            body.put("timeout", milliseconds(of.timeout()));
        }
        if (of.maxOutput() != null) {
            body.put("maxOutput", of.maxOutput().toString());
        }
        var request = request("exec", body, of.idempotencyKey());
        return request.headers(headers -> headers.put("Accept", accept));
    }

    /**
     * Runs a command between two streams of any size.
     *
     * {@snippet :
     * try (var pipes = gateway.instance("web-1").pipe(PipeRequest.of(Command.of("tar", "c", "/etc")));
     *         var file = Files.newOutputStream(Path.of("etc.tar"))) {
     *     pipes.endInput();
     *     pipes.stdout().transferTo(file);
     *     if (!pipes.exit().isSuccess()) {
     *         throw new IOException("tar ended with " + pipes.exit());
     *     }
     * }
     * }
     */
    public Pipes pipe(PipeRequest of) {
        var request = request("exec", HttpMethod.POST);
        of.command().arguments().forEach(argument -> request.param("command", argument));
        of.command().environment().forEach((variable, value) -> request.param("environment", variable + "=" + value));
        put(request, "user", of.command().user());
        put(request, "group", of.command().group());
        put(request, "cwd", of.command().cwd());
        put(request, "timeout", of.timeout() == null ? null : milliseconds(of.timeout()));
        request.param("stderr", of.stderr().name().toLowerCase(Locale.ROOT));
        request.headers(headers -> headers.put("Accept", "application/octet-stream"));
        return Pipes.open(request);
    }

    /**
     * Starts a command that outlives this call, the client, and every attachment to it.
     *
     * {@snippet :
     * var session = gateway.instance("web-1").start(SessionRequest.pipes(Command.of("backup", "--full")));
     * var exit = session.await();
     * }
     */
    public Session start(SessionRequest request) {
        var body = body(request.command());
        var size = request.terminal();
        body.put("interactive", size != null);
        if (size != null) {
            body.put("cols", size.cols());
            body.put("rows", size.rows());
        }
        var started = client.http().answer(request("sessions", body, request.idempotencyKey()));
        return client.session(started.json().path("id").asString(""));
    }

    private static Map<String, Object> body(Command command) {
        var body = new LinkedHashMap<String, Object>();
        body.put("command", command.arguments());
        body.put("environment", command.environment());
        put(body, "user", command.user());
        put(body, "group", command.group());
        put(body, "cwd", command.cwd());
        return body;
    }

    private static void put(Map<String, Object> body, String field, @Nullable Object value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    private static void put(Request request, String parameter, @Nullable Object value) {
        if (value != null) {
            request.param(parameter, value.toString());
        }
    }

    private static String milliseconds(Duration duration) {
        return duration.toMillis() + "ms";
    }

    private Request request(String route, Map<String, Object> body, @Nullable String idempotencyKey) {
        var request = at(client.http().request(HttpMethod.POST, path(route), body));
        if (idempotencyKey != null) {
            request.headers(headers -> headers.put("Idempotency-Key", idempotencyKey));
        }
        return request;
    }

    private Request request(String route, HttpMethod method) {
        return at(client.http().request(method, path(route)));
    }

    private String path(String route) {
        return "/instances/" + Http.segment(name) + "/" + route;
    }

    private Request at(Request request) {
        put(request, "remote", remote);
        put(request, "project", project);
        return request;
    }

    @Override
    public String toString() {
        return (remote == null ? "" : remote + ":") + name;
    }
}
