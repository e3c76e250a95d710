package dev.lxdgateway.bench;

import dev.lxdgateway.GatewayApplication;
import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is in the image: the application, its own Java runtime and its AOT cache. It is made of the built jar by the image's
 * own stages, once in a run. The system property {@code bench.image} names a directory where that has been done before, or
 * is {@code none}: then it is the class path of the tests that runs, by the image's options.
 */
record Image(Path java, List<String> options, List<String> program) {

    private static final Path STAGES = Lab.root().resolve("gateway/image");
    private static final Image INSTANCE = of(System.getProperty("bench.image", ""));

    static Image get() {
        return INSTANCE;
    }

    private static Image of(String given) {
        if (given.equals("none")) {
            return ofTests();
        }
        var directory = Path.of(given.isEmpty() ? "target/bench/image" : given).toAbsolutePath();
        var app = directory.resolve("app");
        if (given.isEmpty()) {
            make(app, directory.resolve("jre"));
        }
        return new Image(
                directory.resolve("jre/bin/java"),
                List.of("-XX:Flags=" + app.resolve("java.flags"), "-XX:AOTCache=" + app.resolve("gateway.aot")),
                List.of("-jar", app.resolve("gateway.jar").toString()));
    }

    /** The tests' own, on the whole JDK. */
    static Image ofTests() {
        return new Image(
                Path.of(System.getProperty("java.home"), "bin/java"),
                List.of("-XX:Flags=" + STAGES.resolve("java.flags")),
                List.of("-cp", System.getProperty("java.class.path"), GatewayApplication.class.getName()));
    }

    private static void make(Path app, Path runtime) {
        try {
            stage("extract", jar(), app);
            stage("link", app, runtime);
            Files.copy(STAGES.resolve("java.flags"), app.resolve("java.flags"));
            stage("train", app, runtime);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Lab.root().resolve("gateway/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("gateway-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the jar has not been built"));
        }
    }

    private static void stage(String name, Path... arguments) throws IOException {
        var command = new ArrayList<>(List.of(STAGES.resolve(name).toString()));
        Stream.of(arguments).map(Path::toString).forEach(command::add);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("%s failed: %s".formatted(name, said));
        }
    }

    /** All that its Java is told, with more options. */
    List<String> arguments(String... more) {
        return Stream.of(options, List.of(more), program).flatMap(List::stream).toList();
    }
}
