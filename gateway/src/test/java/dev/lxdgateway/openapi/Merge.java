package dev.lxdgateway.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lays one tree over another: members of objects by name, parameters by place and name, null takes away, the rest replaces. */
final class Merge {

    /** Below these a null and a parameter's name mean themselves. */
    private static final Set<String> DATA = Set.of("value", "example", "default", "enum");

    private Merge() {}

    static void into(ObjectNode target, JsonNode over) {
        over.propertyStream().forEach(member -> {
            var name = member.getKey();
            var value = member.getValue();
            var old = target.get(name);
            if (DATA.contains(name)) {
                target.set(name, value);
            } else if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode object) {
                var merged = old instanceof ObjectNode there ? there : target.putObject(name);
                into(merged, object);
            } else if (name.equals("parameters") && value instanceof ArrayNode array) {
                target.set(name, parameters(old, array));
            } else {
                target.set(name, value);
            }
        });
    }

    /** Those that the words name come first, in their order. */
    private static ArrayNode parameters(@Nullable JsonNode old, ArrayNode over) {
        var byName = new LinkedHashMap<String, ObjectNode>();
        var all = new ArrayList<JsonNode>(over.values());
        var known = old == null ? Words.JSON.createArrayNode() : old;
        known.forEach(all::add);
        all.forEach(parameter -> byName.putIfAbsent(key(parameter), Words.JSON.createObjectNode()));
        Stream.of(known, over)
                .flatMap(JsonNode::valueStream)
                .forEach(parameter ->
                        into(byName.getOrDefault(key(parameter), Words.JSON.createObjectNode()), parameter));
        return Words.JSON.createArrayNode().addAll(byName.values());
    }

    private static String key(JsonNode parameter) {
        return parameter.path("in").asString() + " "
                + parameter.path("name").asString().toLowerCase(Locale.ROOT);
    }
}
