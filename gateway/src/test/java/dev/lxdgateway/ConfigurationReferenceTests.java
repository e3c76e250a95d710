package dev.lxdgateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** {@code docs/configuration-reference.md} is the configuration's metadata, as a table. */
class ConfigurationReferenceTests {

    private static final String INTRODUCTION = """
            # Every property of the gateway

            Written by `./mvnw -pl gateway -am test -Dtest=ConfigurationReferenceTests -Dsurefire.failIfNoSpecifiedTests=false -Dreference.write=true`
            from the code; [configuration.md](configuration.md) says more, also of `gateway.remotes.<name>.*` and of what is Spring Boot's own.

            | property | default | is |
            | --- | --- | --- |
            """;

    @Test
    void isUpToDate() throws IOException {
        var file = Lab.root().resolve("docs/configuration-reference.md");
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(file, reference());
        }

        assertThat(file).content().isEqualTo(reference());
    }

    @Test
    void everyPropertySaysWhatItIs() throws IOException {
        assertThat(properties().path("properties"))
                .filteredOn(ConfigurationReferenceTests::isOurs)
                .isNotEmpty()
                .allSatisfy(property -> assertThat(property.path("description").asString(""))
                        .as(property.path("name").asString())
                        .isNotBlank());
    }

    private static String reference() throws IOException {
        return StreamSupport.stream(properties().path("properties").spliterator(), false)
                .filter(ConfigurationReferenceTests::isOurs)
                .map(ConfigurationReferenceTests::row)
                .sorted()
                .collect(Collectors.joining("", INTRODUCTION, ""));
    }

    private static boolean isOurs(JsonNode property) {
        return property.path("name").asString().startsWith("gateway.");
    }

    private static String row(JsonNode property) {
        var given = property.path("defaultValue");
        return "| `%s` | %s | %s |%n"
                .formatted(
                        property.path("name").asString(),
                        given.isMissingNode() ? "" : "`" + given.asString() + "`",
                        property.path("description").asString("").replace("|", "\\|"));
    }

    private static JsonNode properties() throws IOException {
        var metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json");
        return Api.JSON.readTree(metadata.getContentAsByteArray());
    }
}
