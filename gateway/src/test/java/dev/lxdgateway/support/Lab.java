package dev.lxdgateway.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The private LXD and Incus of {@code dev/lxd-lab}, started if they are not up. */
public final class Lab {

    private static final String SCRIPT = root().resolve("dev/lxd-lab").toString();
    private static final String FIRST = "-1";
    private static final Pattern EXPORT = Pattern.compile("export ([A-Z0-9_]+)='(.*)'");

    /** Only whoever asks for the lab starts it, not who wants to know where the checkout is. */
    private static final class Started {

        static final Lab LAB = new Lab();
    }

    private final Map<String, String> environment;

    /** Processes of tests that run at the same time have a lab each; the first has the usual one. */
    private Lab() {
        var usual = up(Map.of());
        var which = System.getProperty("gateway.test.lab", FIRST);
        environment = which.equals(FIRST) ? usual : up(Map.of("LXD_LAB_DIR", usual.get("LXD_LAB_DIR") + which));
    }

    private static Map<String, String> up(Map<String, String> which) {
        var printed = call(which, List.of(SCRIPT, "env"));
        if (printed.status() != 0) {
            require(call(which, List.of(SCRIPT, "up")));
            printed = call(which, List.of(SCRIPT, "env"));
        }
        return parse(require(printed).output());
    }

    public static Lab get() {
        return Started.LAB;
    }

    /** The checkout. */
    public static Path root() {
        var directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("dev/lxd-lab"))) {
            directory = Objects.requireNonNull(directory.getParent(), "not in a checkout");
        }
        return directory;
    }

    private static Map<String, String> parse(String exports) {
        var variables = new LinkedHashMap<String, String>();
        EXPORT.matcher(exports).results().forEach(line -> variables.put(line.group(1), line.group(2)));
        return variables;
    }

    public String value(String name) {
        return Objects.requireNonNull(environment.get(name), name);
    }

    /** What a remote has under a name such as {@code SOCKET} or {@code URL}. */
    public String value(String remote, String name) {
        return value("LXD_LAB_%s_%s".formatted(remote.toUpperCase(Locale.ROOT), name));
    }

    /** Names of the remotes, the default one first. */
    public List<String> remotes() {
        return List.of(value("LXD_LAB_REMOTES").split(" "));
    }

    /** One remote of each kind, LXD and Incus. */
    public List<String> kinds() {
        var byProgram =
                remotes().stream().collect(Collectors.toMap(this::program, remote -> remote, (first, _) -> first));
        return byProgram.values().stream().sorted().toList();
    }

    /** Runs {@code dev/lxd-lab} on this lab, for example {@code up}. */
    public Ran command(String name) {
        return call(environment, List.of(SCRIPT, name));
    }

    /** Runs that remote's own client, {@code lxc} or {@code incus}. */
    public Ran client(String remote, String... arguments) {
        var command = new ArrayList<String>();
        command.add(program(remote));
        command.addAll(List.of(arguments));
        return call(environment, command);
    }

    /** The name of that remote's own client. */
    public String program(String remote) {
        return remote.equals("incus") ? "incus" : "lxc";
    }

    /** What that remote's own client calls one of its instances, or something else of it such as an image. */
    public String named(String remote, String name) {
        return remote.equals("lxd13") ? "lxd13:" + name : name;
    }

    /** Starts a command that may be, or call, a client; its streams are pipes. */
    public Process start(List<String> command) {
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().putAll(environment);
            // clients pass it on, and the gateway's callers have none
            builder.environment().remove("TERM");
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(command + " can't be run", e);
        }
    }

    /** Whether this machine has that command. */
    public static boolean has(String command) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
    }

    /** Runs a command of this machine. */
    public static Ran run(String... command) {
        return call(command);
    }

    private static Ran call(String... command) {
        return call(Map.of(), List.of(command));
    }

    private static Ran call(Map<String, String> environment, List<String> command) {
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " does not end");
            }
            return new Ran(command, process.exitValue(), output);
        } catch (IOException e) {
            throw new IllegalStateException(command + " can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Ran require(Ran ran) {
        if (ran.status() != 0) {
            throw new IllegalStateException(
                    "%s failed with %d: %s".formatted(ran.command(), ran.status(), ran.output()));
        }
        return ran;
    }

    /** A command that has ended. */
    public record Ran(List<String> command, int status, String output) {

        public Ran orFail() {
            return require(this);
        }
    }
}
