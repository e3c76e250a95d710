package dev.lxdgateway.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ValuesTests {

    private static final Path DOCUMENTATION = Path.of("../docs/kubernetes.md");
    private static final String HEAD = "| value | default | is |\n| --- | --- | --- |\n";

    @Test
    void areAllDocumentedInKubernetesMd() throws IOException {
        var table = ValuesTable.of(Files.readString(Chart.DIRECTORY.resolve("values.yaml")));
        var documentation = Files.readString(DOCUMENTATION);
        var start = documentation.indexOf(HEAD) + HEAD.length();
        var end = documentation.indexOf("\n\n", start - 1) + 1;
        var there = documentation.substring(start, end);

        if (Boolean.getBoolean("gateway.test.write")) {
            Files.writeString(
                    DOCUMENTATION, documentation.substring(0, start) + table.markdown() + documentation.substring(end));
        } else {
            assertThat(there)
                    .as("the table of values; -Dgateway.test.write=true writes it")
                    .isEqualTo(table.markdown());
        }
    }

    @Test
    void areTheSameInTheSchema() throws IOException {
        var schema = JsonMapper.shared().readTree(Chart.DIRECTORY.resolve("values.schema.json"));
        Map<String, Object> values = new Yaml().load(Files.readString(Chart.DIRECTORY.resolve("values.yaml")));

        var bySchema = new TreeSet<String>();
        names(schema, "", bySchema);
        // Helm's own, in charts that have this one as a part
        bySchema.remove("global");
        var byFile = new TreeSet<String>();
        names(values, schema, "", byFile);

        assertThat(byFile).isEqualTo(bySchema);
    }

    @Test
    void areClosedWhereTheyAreNotFree() throws IOException {
        var schema = JsonMapper.shared().readTree(Chart.DIRECTORY.resolve("values.schema.json"));

        for (var node : schema.findParents("properties").stream()
                .filter(parent -> parent.path("type").isString())
                .toList()) {
            assertThat(node.path("additionalProperties").asBoolean(true))
                    .as("%s", node)
                    .isFalse();
        }
    }

    private static void names(JsonNode schema, String prefix, Set<String> into) {
        for (var property : schema.path("properties").properties()) {
            var name = prefix + property.getKey();
            if (property.getValue().has("properties") && !name.equals("resources")) {
                names(property.getValue(), name + ".", into);
            } else {
                into.add(name);
            }
        }
    }

    private static void names(Map<?, ?> values, JsonNode schema, String prefix, Set<String> into) {
        values.forEach((key, value) -> {
            var name = prefix + key;
            var inner = schema.path("properties").path(String.valueOf(key));
            if (value instanceof Map<?, ?> map && inner.has("properties") && !name.equals("resources")) {
                names(map, inner, name + ".", into);
            } else {
                into.add(name);
            }
        });
    }
}
