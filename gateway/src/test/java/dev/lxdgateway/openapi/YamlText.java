package dev.lxdgateway.openapi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import tools.jackson.databind.JsonNode;

/** A document as text: the same on every machine, in the order in which one reads it. */
final class YamlText {

    private static final List<String> FIRST = List.of(
            "openapi",
            "info",
            "servers",
            "security",
            "tags",
            "paths",
            "components",
            "title",
            "version",
            "name",
            "in",
            "url",
            "summary",
            "description",
            "operationId",
            "required",
            "parameters",
            "requestBody",
            "responses",
            "$ref",
            "type",
            "format",
            "schema",
            "properties");

    /** What is below these stays in the order that it has. */
    private static final Set<String> KEPT = Set.of("value", "example", "examples", "default");

    private YamlText() {}

    static String of(JsonNode document) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setWidth(120);
        options.setDereferenceAliases(true);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        return new Yaml(new Texts(options), options).dump(sorted(document, false));
    }

    private static Object sorted(JsonNode node, boolean keep) {
        return switch (node) {
            case JsonNode object
            when object.isObject() -> {
                var members = new LinkedHashMap<String, Object>();
                var all = object.propertyStream();
                (keep ? all : all.sorted(Comparator.comparingInt(YamlText::rank).thenComparing(Map.Entry::getKey)))
                        .forEach(member -> members.put(member.getKey(), inside(member, keep)));
                yield members;
            }
            case JsonNode array
            when array.isArray() ->
                array.valueStream().map(item -> sorted(item, keep)).toList();
            default -> Words.JSON.treeToValue(node, Object.class);
        };
    }

    private static Object inside(Map.Entry<String, JsonNode> member, boolean keep) {
        if (!keep && member.getKey().equals("properties")) {
            var properties = new LinkedHashMap<String, Object>();
            member.getValue()
                    .propertyStream()
                    .forEach(property -> properties.put(property.getKey(), sorted(property.getValue(), false)));
            return properties;
        }
        return sorted(member.getValue(), keep || KEPT.contains(member.getKey()));
    }

    private static int rank(Map.Entry<String, JsonNode> member) {
        int rank = FIRST.indexOf(member.getKey());
        return rank < 0 ? FIRST.size() : rank;
    }

    /** Texts of several lines as such. */
    private static final class Texts extends Representer {

        Texts(DumperOptions options) {
            super(options);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            return super.representScalar(tag, value, value.contains("\n") ? ScalarStyle.LITERAL : style);
        }
    }
}
