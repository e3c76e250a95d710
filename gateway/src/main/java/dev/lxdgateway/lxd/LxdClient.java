package dev.lxdgateway.lxd;

import static dev.lxdgateway.lxd.LxdApi.path;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** {@link Lxd} over HTTP. */
final class LxdClient implements Lxd {

    private static final Logger log = LoggerFactory.getLogger(LxdClient.class);

    private final String remote;
    private final HttpTransport transport;
    private final LxdApi api;
    private final LxdLimits limits;
    private final ProcessEvents processes;
    private final Operations operations;
    private volatile @Nullable Capabilities capabilities;

    LxdClient(String remote, Endpoint endpoint, LxdLimits limits, JettyResources resources, LxdObserver observer) {
        this.remote = remote;
        this.limits = limits;
        this.transport = HttpTransport.to(endpoint, resources);
        this.api = new LxdApi(remote, endpoint, transport, limits.answer(), observer);
        this.processes = new ProcessEvents();
        this.operations = new Operations(api, transport, limits, processes, new InstanceStops());
    }

    @Override
    public String remote() {
        return remote;
    }

    @Override
    public Server server() {
        var server = api.get("/1.0");
        var environment = server.path("environment");
        var extensions = server.path("api_extensions").valueStream().map(JsonNode::asString);
        var found = new Server(
                environment.path("server").asString("lxd"),
                environment.path("server_version").asString("unknown"),
                extensions.collect(Collectors.toUnmodifiableSet()),
                "trusted".equals(server.path("auth").asString("")));
        notice(found);
        return found;
    }

    private void notice(Server server) {
        var of = Capabilities.of(server);
        if (!of.equals(capabilities)) {
            capabilities = of;
            log.atInfo()
                    .addKeyValue("remote", remote)
                    .addKeyValue("server", server.toString())
                    .addKeyValue("endsPipes", of.endsPipes())
                    .addKeyValue("endsTerminals", of.endsTerminals())
                    .addKeyValue("keepsTerminalTail", of.keepsTerminalTail())
                    .log("Remote answers");
        }
    }

    @Override
    public Capabilities capabilities() {
        var known = capabilities;
        return known == null ? Capabilities.of(server()) : known;
    }

    @Override
    public List<Instance> instances(String project) {
        var instances = api.get(path("/1.0/instances?recursion=1&project=%s", project))
                .valueStream()
                .map(this::instance)
                .toList();
        if (instances.isEmpty()) {
            requireProject(project);
        }
        return instances;
    }

    /** LXD 5.0 takes a project that is not there for an empty one. */
    private void requireProject(String project) {
        try {
            api.get(path("/1.0/projects/%s", project));
        } catch (NotFoundException _) {
            throw NotFoundException.project(remote, project);
        }
    }

    @Override
    public Instance instance(String project, String name) {
        try {
            return instance(api.get(path("/1.0/instances/%s?project=%s", name, project)));
        } catch (NotFoundException _) {
            throw missing(project, name);
        }
    }

    private Instance instance(JsonNode json) {
        return new Instance(
                json.path("name").asString(),
                remote,
                json.path("project").asString("default"),
                json.path("type").asString("container"),
                json.path("status").asString("Unknown"),
                location(json.path("location").asString("")),
                userConfig(json.path("expanded_config")));
    }

    private static Map<String, String> userConfig(JsonNode config) {
        var user = new LinkedHashMap<String, String>();
        config.properties().stream()
                .filter(entry -> entry.getKey().startsWith("user."))
                .forEach(entry -> user.put(entry.getKey(), entry.getValue().asString("")));
        return user;
    }

    private static @Nullable String location(String location) {
        return location.isEmpty() || location.equals("none") ? null : location;
    }

    @Override
    public void exec(ExecRequest request, Function<Exec, ExecListener> listener) {
        var server = capabilities();
        operations.events().open(!server.endsPipes() || !server.endsTerminals());
        if (server.endsStreams(request.interactive())) {
            var exec = postOwn(request);
            exec.start(listener.apply(exec));
        } else if (processes.isHeard(operations.events())) {
            processes.inTurn(request, () -> postOwn(request), (start, exec) -> {
                var hears = listener.apply(exec);
                start.report(hears::exitCodeHeard);
                exec.onClose(start);
                exec.start(hears);
                start.identify(() -> exec.isEnded() || !operations.events().hasLog());
            });
        } else {
            processes.unidentified(Place.of(request));
            var exec = post(request);
            exec.start(listener.apply(exec));
        }
    }

    private LxdExec postOwn(ExecRequest request) {
        var exec = post(request);
        processes.own(exec.id());
        return exec;
    }

    /** How many operations' ends are waited for. */
    int watching() {
        return operations.watching();
    }

    private LxdExec post(ExecRequest request) {
        try {
            var operation = api.post(
                    path("/1.0/instances/%s/exec?project=%s", request.instance(), request.project()), body(request));
            if (operation.path("id").asString("").isEmpty()
                    || !operation.path("metadata").path("fds").has("control")) {
                throw api.unavailable(new IOException("its answer to an exec is no operation with sockets"));
            }
            return new LxdExec(request, operation, operations, transport, api, limits);
        } catch (NotFoundException _) {
            throw missing(request.project(), request.instance());
        } catch (LxdRefusedException e) {
            var instance = e.status() == 400 ? instance(request.project(), request.instance()) : null;
            throw instance == null || instance.running() ? e : new InstanceStateException(instance);
        }
    }

    private static Map<String, Object> body(ExecRequest request) {
        var body = new LinkedHashMap<String, Object>();
        body.put("command", request.command());
        body.put("environment", request.environment());
        body.put("wait-for-websocket", true);
        body.put("interactive", request.interactive());
        body.put("user", request.user());
        body.put("group", request.group());
        if (request.cwd() != null) {
            body.put("cwd", request.cwd());
        }
        if (request.size() != null) {
            body.put("width", request.size().cols());
            body.put("height", request.size().rows());
        }
        return body;
    }

    private NotFoundException missing(String project, String instance) {
        requireProject(project);
        return NotFoundException.instance(remote, project, instance);
    }

    @Override
    public void close() {
        operations.events().close();
        transport.close();
    }
}
