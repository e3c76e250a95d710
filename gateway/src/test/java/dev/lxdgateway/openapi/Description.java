package dev.lxdgateway.openapi;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API: its routes, parameters and schemas from the code, all that is said of them from the words. */
final class Description {

    private static final String SCHEMA = "#/components/schemas/";
    private static final List<String> PLACES = List.of("path", "query", "header");
    private static final String LIKE = "x-like";

    private final ObjectNode document;
    private final ObjectNode words = Words.read();

    private Description(ObjectNode document) {
        this.document = document;
    }

    /**
     * Puts it together.
     *
     * @param code the document that springdoc makes
     * @param records the record that each schema was made from
     */
    static ObjectNode of(JsonNode code, Map<String, Class<?>> records) {
        var description = new Description((ObjectNode) code.deepCopy());
        description.shape(records);
        description.say();
        description.dropUnused();
        return description.document;
    }

    private void shape(Map<String, Class<?>> records) {
        var schemas = document.withObject("/components/schemas");
        records.forEach((name, record) -> Shapes.complete((ObjectNode) schemas.path(name), record));
        operations()
                .forEach(operation -> operation.path("responses").forEach(answer -> {
                    if (answer.path("content") instanceof ObjectNode content && content.has("*/*")) {
                        content.set("application/json", content.remove("*/*"));
                    }
                }));
    }

    private void say() {
        var parameters = (ObjectNode) words.remove("x-parameters");
        var problems = new ProblemAnswers(words, document.withObject("/components"));
        var alike = takeAlike();
        words.propertyNames().stream()
                .filter(name -> name.startsWith("x-"))
                .toList()
                .forEach(words::remove);
        Merge.into(document, words);
        alike.forEach(this::derive);
        operations()
                .flatMap(operation -> operation.path("parameters").valueStream())
                .forEach(parameter -> sayUsual((ObjectNode) parameter, parameters));
        operations().forEach(Description::sortParameters);
        problems.declare();
        operations().forEach(problems::answer);
    }

    private Map<String, JsonNode> takeAlike() {
        var schemas = words.withObject("/components/schemas");
        var alike = new TreeMap<String, JsonNode>();
        schemas.propertyStream()
                .filter(schema -> schema.getValue().has(LIKE))
                .forEach(schema -> alike.put(schema.getKey(), schema.getValue()));
        schemas.remove(alike.keySet());
        return alike;
    }

    /** Adds a schema that is like another but for what is said of it. */
    private void derive(String name, JsonNode words) {
        var schemas = document.withObject("/components/schemas");
        var changes = (ObjectNode) words.deepCopy();
        var schema = (ObjectNode) schemas.path(changes.remove(LIKE).asString()).deepCopy();
        Merge.into(schema, changes);
        schemas.set(name, schema);
    }

    private static void sayUsual(ObjectNode parameter, ObjectNode usual) {
        var said = parameter.deepCopy();
        Merge.into(parameter, usual.path(parameter.path("name").asString()));
        Merge.into(parameter, said);
    }

    private static void sortParameters(ObjectNode operation) {
        if (operation.has("parameters")) {
            var sorted = operation
                    .path("parameters")
                    .valueStream()
                    .sorted(Comparator.comparingInt(
                            parameter -> PLACES.indexOf(parameter.path("in").asString())))
                    .toList();
            operation.putArray("parameters").addAll(sorted);
        }
    }

    private void dropUnused() {
        var schemas = document.withObject("/components/schemas");
        var used = new TreeSet<String>();
        use(document.path("paths"), used);
        use(document.path("components").path("responses"), used);
        schemas.propertyNames().stream()
                .filter(name -> !used.contains(name))
                .toList()
                .forEach(schemas::remove);
    }

    private void use(JsonNode node, Set<String> used) {
        node.findValuesAsString("$ref").stream()
                .filter(ref -> ref.startsWith(SCHEMA))
                .map(ref -> ref.substring(SCHEMA.length()))
                .filter(used::add)
                .forEach(name -> use(document.path("components").path("schemas").path(name), used));
    }

    private Stream<ObjectNode> operations() {
        return document.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(ObjectNode.class::cast);
    }
}
