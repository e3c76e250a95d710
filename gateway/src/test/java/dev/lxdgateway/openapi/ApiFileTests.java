package dev.lxdgateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.openapi.ApiFile.Content;
import dev.lxdgateway.openapi.ApiFile.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** Whether {@code openapi.yaml} says all there is to say, and says nothing that is not so. */
class ApiFileTests {

    /** They are answers of what is no operation. */
    private static final Set<String> OF_NO_OPERATION = Set.of("not-found", "method-not-allowed");

    private static final ApiFile FILE = ApiFile.read();
    private static final Schemas SCHEMAS = new Schemas(FILE);

    static Stream<Operation> operations() {
        return FILE.operations();
    }

    static Stream<Content> jsonContents() {
        return FILE.contents().filter(Content::isJson);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void saysWhatAnOperationDoes(Operation operation) {
        for (var text : List.of("summary", "description", "operationId")) {
            assertThat(operation.node().path(text).asString("")).as(text).isNotBlank();
        }
        assertThat(operation.node().path("tags").valueStream().map(JsonNode::asString))
                .hasSize(1)
                .allMatch(FILE.document().path("tags").findValuesAsString("name")::contains);
        assertThat(operation.node().path("responses").propertyNames()).anyMatch(status -> !status.startsWith("4"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void saysWhatParametersMean(Operation operation) {
        assertThat(operation.node().path("parameters")).allSatisfy(parameter -> {
            assertThat(parameter.path("description").asString("")).isNotBlank();
            assertThat(parameter.path("schema").has("type")).isTrue();
            assertThat(parameter.has("example")
                            || parameter.path("schema").has("enum")
                            || parameter.path("schema").has("default"))
                    .as("an example")
                    .isTrue();
        });
    }

    @Test
    void saysWhatMembersMean() {
        var silent = new ArrayList<String>();
        FILE.document().path("components").path("schemas").propertyStream().forEach(schema -> {
            if (!schema.getValue().has("description")) {
                silent.add(schema.getKey());
            }
            findSilent(schema.getKey(), schema.getValue(), silent);
        });

        assertThat(silent).isEmpty();
    }

    private static void findSilent(String place, JsonNode node, List<String> silent) {
        node.path("properties").propertyStream().forEach(member -> {
            if (!member.getValue().has("description")) {
                silent.add(place + "." + member.getKey());
            }
        });
        node.propertyStream().forEach(member -> findSilent(place + "." + member.getKey(), member.getValue(), silent));
        node.path("oneOf").forEach(one -> findSilent(place, one, silent));
    }

    @ParameterizedTest
    @MethodSource("jsonContents")
    void givesExamplesThatAreTrue(Content content) {
        var examples = content.node()
                .path("examples")
                .valueStream()
                .map(FILE::resolved)
                .toList();

        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            assertThat(example.path("summary").asString("")).isNotBlank();
            assertThat(values(content, example.path("value")))
                    .isNotEmpty()
                    .allSatisfy(value ->
                            assertThat(SCHEMAS.errors(content.schema(), value)).isEmpty());
        });
    }

    private static Stream<JsonNode> values(Content content, JsonNode value) {
        return value.isString() ? content.values(value.asString()) : Stream.of(value);
    }

    @Test
    void knowsEveryProblemOfTheCodeAndNoOther() {
        var known = new TreeSet<String>();
        FILE.document()
                .at("/components/schemas/Problem/properties/code/enum")
                .forEach(code -> known.add(code.asString()));
        var written = SourceCodes.all();

        assertThat(written).hasSizeGreaterThan(10).contains("instance-not-found", "draining");
        assertThat(known).containsAll(written);
        assertThat(known).allMatch(code -> written.contains(code) || isAStatus(code));
    }

    private static boolean isAStatus(String code) {
        return Stream.of(HttpStatus.values())
                .anyMatch(status ->
                        status.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(code));
    }

    @Test
    void tellsOfEveryProblemWhereItIsAnswered() {
        var told = new HashSet<>(OF_NO_OPERATION);
        FILE.contents()
                .flatMap(content -> content.node().findValues("code").stream())
                .flatMap(code -> code.path("enum").valueStream())
                .forEach(code -> told.add(code.asString()));

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(FILE.document()
                        .at("/components/schemas/Problem/properties/code/enum")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
    }

    @Test
    void givesEveryOperationANameOfItsOwn() {
        assertThat(FILE.operations()
                        .map(operation -> operation.node().path("operationId").asString()))
                .doesNotHaveDuplicates();
    }
}
