package dev.lxdgateway.openapi;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.SessionState;
import dev.lxdgateway.session.Tail;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a record tells of its JSON and springdoc does not: the order of the members, which are always there, and which may be
 * null. A request's members are all optional unless the words say otherwise, and it may have no others.
 */
final class Shapes {

    /** The words of members that have a closed set of them. */
    private static final Map<String, List<String>> VALUES = Map.of(
            "reason", words(ExitReason.values(), ExitReason::word),
            "state", words(SessionState.values(), SessionState::word),
            "tail", words(Tail.values(), Tail::word));

    private Shapes() {}

    private static <E extends Enum<E>> List<String> words(E[] values, Function<E, String> word) {
        return Arrays.stream(values).map(word).toList();
    }

    static void complete(ObjectNode schema, Class<?> record) {
        var old = (ObjectNode) schema.path("properties").deepCopy();
        var properties = schema.putObject("properties");
        boolean isRequest = record.getSimpleName().endsWith("Body");
        var required = Words.JSON.createArrayNode();
        members(record).forEach(member -> {
            var name = name(member);
            var property = (ObjectNode) old.get(name);
            properties.set(name, property);
            // the reason of a decision is in words
            if (!record.getSimpleName().equals("Explanation")) {
                VALUES.getOrDefault(name, List.of())
                        .forEach(word -> property.withArray("/enum").add(word));
            }
            // a scope is a part of requests, too
            if (!isRequest && !record.getSimpleName().equals("Scope")) {
                required.add(name);
            }
            if (!isRequest && member.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                allowNull(property);
            }
        });
        if (isRequest) {
            schema.put("additionalProperties", false);
        } else {
            schema.set("required", required);
        }
    }

    private static Stream<RecordComponent> members(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .filter(member -> !member.getAccessor().isAnnotationPresent(JsonIgnore.class))
                .flatMap(member -> member.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? members(member.getType())
                        : Stream.of(member));
    }

    private static String name(RecordComponent member) {
        var renamed = member.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? member.getName() : renamed.value();
    }

    private static void allowNull(ObjectNode property) {
        var ref = property.remove("$ref");
        if (ref == null) {
            var type = property.remove("type");
            property.putArray("type").add(type).add("null");
        } else {
            var either = property.putArray("oneOf");
            either.addObject().set("$ref", ref);
            either.addObject().put("type", "null");
        }
    }
}
