package dev.lxdgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles every example of the documentation and of the Javadoc, as it is printed. */
class ExamplesTests {

    private static final Pattern IN_MARKDOWN = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern IN_JAVADOC =
            Pattern.compile("\\{@snippet :\n(.*?)\n( +)\\* }\n\\2\\*[/\n]", Pattern.DOTALL);

    private static final String AROUND = """
            import dev.lxdgateway.client.*;
            import java.io.*;
            import java.net.URI;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import javax.net.ssl.SSLContext;

            class Example {
                interface Vault { String currentToken(); }

                GatewayClient gateway;

                void run(String token, String id, Vault vault, SSLContext ownAuthority,
                        InputStream source, OutputStream sink) throws Exception {
            %s
                }
            }
            """;

    static Stream<Example> examples() throws IOException {
        var guide = Path.of("../docs/java-client.md");
        var sources = Path.of("src/main/java/dev/lxdgateway/client");
        try (var files = Files.list(sources)) {
            var all = Stream.concat(Stream.of(guide), files.sorted())
                    .flatMap(ExamplesTests::in)
                    .toList();
            assertThat(all).hasSizeGreaterThan(15);
            return all.stream();
        }
    }

    private static Stream<Example> in(Path file) {
        try {
            var text = Files.readString(file);
            return Stream.of(IN_MARKDOWN, IN_JAVADOC)
                    .flatMap(form -> form.matcher(text).results())
                    .map(found -> new Example(file.getFileName().toString(), code(found)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String code(MatchResult found) {
        return found.group(1).replaceAll("(?m)^ *\\* ?", "");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void compiles(Example example, @TempDir Path classes) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var told = new DiagnosticCollector<JavaFileObject>();
        var options = List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        var source = new SimpleJavaFileObject(URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return AROUND.replace("%s", example.code());
            }
        };

        var done = compiler.getTask(null, null, told, options, null, List.of(source))
                .call();

        assertThat(done).as("%s%n%s", told.getDiagnostics(), example.code()).isTrue();
    }

    /**
     * An example.
     *
     * @param file where it stands
     * @param code what it says
     */
    record Example(String file, String code) {

        @Override
        public String toString() {
            return file + ": " + code.lines().findFirst().orElse("");
        }
    }
}
