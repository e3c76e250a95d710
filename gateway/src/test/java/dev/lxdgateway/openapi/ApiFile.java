package dev.lxdgateway.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The description as it is committed. */
final class ApiFile {

    static final Path PATH = Path.of("src/main/resources/openapi.yaml");

    private final JsonNode document;

    private ApiFile(JsonNode document) {
        this.document = document;
    }

    static ApiFile read() {
        try {
            return new ApiFile(Words.JSON.valueToTree(new Yaml().load(Files.readString(PATH))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The node itself, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    JsonNode document() {
        return document;
    }

    Stream<Operation> operations() {
        return document.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())));
    }

    /** The bodies and answers of all operations by media type. */
    Stream<Content> contents() {
        return operations()
                .flatMap(operation -> Stream.concat(
                                Stream.of(Map.entry("body", operation.node().path("requestBody"))),
                                operation.node().path("responses").propertyStream())
                        .flatMap(part -> resolved(part.getValue())
                                .path("content")
                                .propertyStream()
                                .map(content -> new Content(
                                        operation + " " + part.getKey(), content.getKey(), content.getValue()))));
    }

    /** What one can ask for. */
    record Operation(String method, String path, JsonNode node) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** What is sent one way. */
    record Content(String place, String type, JsonNode node) {

        boolean isJson() {
            return type.contains("json") || type.equals("text/event-stream");
        }

        /** The schema of its one object, or of each of many. */
        JsonNode schema() {
            var schema = node.path("schema");
            return schema.has("contentSchema") ? schema.path("contentSchema") : schema;
        }

        /** The objects of a text of this type; none where it has no objects. */
        Stream<JsonNode> values(String text) {
            return switch (type) {
                case "application/json", "application/problem+json" -> Stream.of(Words.JSON.readTree(text));
                case "application/x-ndjson" -> text.lines().map(Words.JSON::readTree);
                case "text/event-stream" ->
                    text.lines()
                            .filter(line -> !line.isEmpty())
                            .map(line -> Words.JSON.readTree(line.substring("data: ".length())));
                default -> Stream.empty();
            };
        }

        @Override
        public String toString() {
            return place + " " + type;
        }
    }
}
