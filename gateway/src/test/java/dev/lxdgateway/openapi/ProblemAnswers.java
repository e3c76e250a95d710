package dev.lxdgateway.openapi;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the problems that an operation can answer with out of the list of their codes, {@code x-problems}. */
final class ProblemAnswers {

    private static final String TYPE = "application/problem+json";

    private final JsonNode codes;
    private final JsonNode groups;
    private final ObjectNode components;

    /** @param words from which the catalogue of problems is taken out */
    ProblemAnswers(ObjectNode words, ObjectNode components) {
        this.codes = words.remove("x-problem-codes");
        this.groups = words.remove("x-problem-groups");
        this.components = components;
    }

    /** Adds all codes to the schema of problems. */
    void declare() {
        var all = components.withObject("/schemas/Problem/properties/code").withArray("/enum");
        codes.propertyNames().stream().sorted().forEach(all::add);
    }

    private static ObjectNode example(String code, JsonNode problem) {
        var status = HttpStatus.valueOf(problem.path("status").asInt());
        var example = Words.JSON
                .createObjectNode()
                .put("summary", problem.path("when").asString());
        var value =
                example.putObject("value").put("detail", problem.path("detail").asString());
        var instance = problem.path("instance").asString("/api/v1/instances/demo/exec");
        if (!instance.isEmpty()) {
            value.put("instance", instance);
        }
        value.put("status", status.value())
                .put("title", status.getReasonPhrase())
                .put("code", code);
        return example;
    }

    void answer(ObjectNode operation) {
        var byStatus = new TreeMap<Integer, TreeSet<String>>();
        named(operation.remove("x-problems"))
                .forEach(code -> byStatus.computeIfAbsent(
                                problem(code).path("status").asInt(), _ -> new TreeSet<>())
                        .add(code));
        var responses = operation.withObject("/responses");
        byStatus.forEach((status, of) -> responses
                .putObject(String.valueOf(status))
                .put("$ref", "#/components/responses/" + declare(status, List.copyOf(of))));
    }

    private Stream<String> named(JsonNode list) {
        return list.valueStream()
                .map(JsonNode::asString)
                .flatMap(name -> groups.has(name) ? named(groups.path(name)) : Stream.of(name));
    }

    private JsonNode problem(String code) {
        var problem = codes.path(code);
        if (problem.isMissingNode()) {
            throw new IllegalArgumentException("There is no problem '%s' in openapi/problems.yaml".formatted(code));
        }
        return problem;
    }

    private String declare(int status, List<String> of) {
        var name = String.join(".", of);
        var answer = components.withObject("/responses").putObject(name);
        answer.put("description", of.stream().map(this::line).collect(Collectors.joining("\n")));
        of.forEach(code -> problem(code)
                .path("headers")
                .propertyStream()
                .forEach(header -> answer.withObject("/headers").set(header.getKey(), header.getValue())));
        var content = answer.putObject("content").putObject(TYPE);
        var all = content.putObject("schema").putArray("allOf");
        all.addObject().put("$ref", "#/components/schemas/Problem");
        var properties = all.addObject().putObject("properties");
        properties.putObject("status").put("const", status);
        var allowed = properties.putObject("code").putArray("enum");
        var examples = content.putObject("examples");
        for (var code : of) {
            allowed.add(code);
            components.withObject("/examples").set(code, example(code, problem(code)));
            examples.putObject(code).put("$ref", "#/components/examples/" + code);
        }
        return name;
    }

    private String line(String code) {
        return "- `%s`: %s".formatted(code, problem(code).path("when").asString());
    }
}
