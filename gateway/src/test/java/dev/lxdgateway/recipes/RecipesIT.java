package dev.lxdgateway.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.WithGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Runs the recipes of docs/automation.md as they are printed there, in the order in which they are. */
class RecipesIT extends WithGateway {

    @TempDir
    private Path directory;

    private List<Block> blocks;

    /** What somebody who follows the page saves. */
    @BeforeEach
    void saveFiles() throws IOException {
        blocks = Block.in("docs/automation.md");
        assertThat(blocks).hasSizeGreaterThan(20);
        for (var block : blocks) {
            if (!block.file().isEmpty()) {
                var file = directory.resolve(block.file());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            }
        }
    }

    @TestFactory
    List<DynamicTest> printWhatStandsUnderThem() {
        return IntStream.range(0, blocks.size())
                .filter(i -> blocks.get(i).language().equals("sh"))
                .mapToObj(i -> {
                    var recipe = blocks.get(i);
                    var expected = i + 1 < blocks.size()
                                    && blocks.get(i + 1).language().equals("text")
                            ? blocks.get(i + 1).text()
                            : "";
                    return DynamicTest.dynamicTest(
                            recipe.heading() + " " + i,
                            () -> assertThat(run(directory, "bash", "-eu", "-c", recipe.text()))
                                    .isEqualTo(expected));
                })
                .toList();
    }

    @Test
    void testsInAWorkflow() throws Exception {
        var checkout = Files.createDirectory(directory.resolve("checkout"));
        Files.writeString(checkout.resolve("a"), "a");
        Files.writeString(checkout.resolve("b"), "b");
        var printed = new ArrayList<String>();

        for (var step : all(yaml(".github/workflows/test-in-instance.yml"), "steps")) {
            if (step.get("run") instanceof String script) {
                printed.add(run(checkout, "bash", "-e", "-c", script));
            }
        }

        assertThat(printed).containsExactly("", "", "2\n");
    }

    @Test
    void runsAsACronJob() throws Exception {
        var container = all(yaml("nightly.yaml"), "containers").getFirst();
        var words = new ArrayList<String>();
        words.addAll(strings(container.get("command")));
        words.addAll(strings(container.get("args")));

        assertThat(run(directory, words.toArray(String[]::new))).contains("\"stdout\":\"cleaned\\n\"");
    }

    private Object yaml(String file) {
        return new Yaml().load(text(file));
    }

    private String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The items of the first list of that name, wherever it is. */
    private static List<Map<?, ?>> all(Object node, String name) {
        var found = new ArrayList<Map<?, ?>>();
        if (node instanceof Map<?, ?> map) {
            if (map.get(name) instanceof List<?> list) {
                list.forEach(item -> found.add((Map<?, ?>) item));
            }
            map.values().forEach(value -> found.addAll(all(value, name)));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> found.addAll(all(item, name)));
        }
        return found;
    }

    private static List<String> strings(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list))
                .stream().map(String::valueOf).toList();
    }

    /** Runs a program that has to succeed, and gives what it printed. */
    private String run(Path where, String... words) throws IOException, InterruptedException {
        var errors = Files.createTempFile(directory, "stderr", "");
        var builder = new ProcessBuilder(words).directory(where.toFile()).redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of(
                        "GATEWAY_URL",
                        api().base().toString(),
                        "GATEWAY_TOKEN",
                        TOKEN,
                        "RUNNER_TEMP",
                        directory.toString(),
                        "JOB_NAME",
                        "nightly-1"));
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ends").isTrue();
        assertThat(process.exitValue())
                .as("%s, after%n%s", Files.readString(errors), output)
                .isZero();
        return output;
    }
}
