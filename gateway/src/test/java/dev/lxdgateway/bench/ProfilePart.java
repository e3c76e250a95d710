package dev.lxdgateway.bench;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Draws where the gateway's processor time goes, as flame graphs, by async-profiler in the gateway's process. */
final class ProfilePart implements Part {

    private static final int WARM_UP = 2;
    private static final long FLOOD = 500_000_000;
    private static final int FLOODS = 4;
    private static final int KEYS = 20_000;
    private static final int COMMANDS = 1_000;
    private static final long UPLOAD = 2_000_000_000;
    private static final double TOO_MUCH = 1_000;
    private static final Duration STORM = Duration.ofSeconds(20);
    private static final int TERMINALS = 500;
    /** Twice as long as it takes until each client is pinged again. */
    private static final long WATCHED = 40_000;

    private final Path to;

    ProfilePart(Path to) {
        this.to = to;
    }

    @Override
    public List<String> properties(Path directory) throws IOException {
        return Callers.properties(directory, "--gateway.limits.sessions-per-caller=10000");
    }

    @Override
    public void measure(Rig rig, Report report) throws Exception {
        var library = library(Files.createDirectories(to));
        try (var gateway = rig.byGateway(Rig.STUB)) {
            Sample.Call flood = () -> flood(gateway);
            draw(rig, library, "flood", "A flood through an attachment", flood);
            draw(rig, library, "floods", "Sixteen floods at a time", () -> StubPart.many(gateway));
            draw(rig, library, "uploads", "An upload", () -> gateway.upload(UPLOAD, "read"));
            draw(rig, library, "commands", "Short commands, one after another", () -> commands(gateway));
            try (var terminal = gateway.terminal("echo")) {
                draw(rig, library, "keys", "Keys and their echo", () -> keys(terminal));
            }
            try (var crowd = new Crowd(rig)) {
                draw(rig, library, "starts", "Terminals that start, 32 at a time", () -> crowd.grow(TERMINALS, "echo"));
                draw(rig, library, "idle", "Terminals with nothing to do", 0, () -> Thread.sleep(WATCHED));
            }
        }
        try (var callers = new Callers(rig, 2)) {
            var storm = new Storm(callers);
            draw(rig, library, "overload", "Much more than can be done", 1, () -> storm.blow(TOO_MUCH, STORM));
        }
        Files.delete(library);
    }

    private void draw(Rig rig, Path library, String name, String title, Sample.Call call) throws Exception {
        draw(rig, library, name, title, WARM_UP, call);
    }

    /** Does it unseen first, so that it is compiled. */
    private void draw(Rig rig, Path library, String name, String title, int before, Sample.Call call) throws Exception {
        for (int i = 0; i < before; i++) {
            call.run();
        }
        var machine = VirtualMachine.attach(String.valueOf(rig.gateway().pid()));
        try {
            machine.loadAgentPath(library.toString(), "start,event=cpu-clock,interval=500us,cstack=vm");
            call.run();
            machine.loadAgentPath(
                    library.toString(),
                    "stop,norm,minwidth=0.25,title=%s,file=%s.html"
                            .formatted(title.replace(',', ';'), to.resolve(name).toAbsolutePath()));
        } finally {
            machine.detach();
        }
        System.out.println(to.resolve(name + ".html").toAbsolutePath());
    }

    private static Path library(Path directory) throws IOException {
        var architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        var library = directory.resolve("libasyncProfiler.so").toAbsolutePath();
        try (var packed =
                ProfilePart.class.getResourceAsStream("/linux-%s/libasyncProfiler.so".formatted(architecture))) {
            if (packed == null) {
                throw new IOException("async-profiler has nothing for " + architecture);
            }
            Files.deleteIfExists(library);
            Files.copy(packed, library);
        }
        return library;
    }

    private static void flood(ByGateway gateway) throws Exception {
        for (int i = 0; i < FLOODS; i++) {
            try (var terminal = gateway.terminal("write", String.valueOf(FLOOD))) {
                while (terminal.receive(_ -> {})) {}
            }
        }
    }

    private static void commands(ByGateway gateway) throws IOException {
        for (int i = 0; i < COMMANDS; i++) {
            gateway.exec("true");
        }
    }

    private static void keys(Way.Terminal terminal) throws Exception {
        for (int i = 0; i < KEYS; i++) {
            EchoPart.type(terminal);
        }
    }
}
