package dev.lxdgateway.openapi;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks values against the schemas of a description, more strictly than a client does: a member that is not described is one too many. */
final class Schemas {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final JsonNode components;

    Schemas(ApiFile file) {
        components = file.document().path("components").deepCopy();
        components.path("schemas").forEach(Schemas::close);
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && schema.path("type").asString("").equals("object")
                && schema.has("properties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Schemas::close);
    }

    List<String> errors(JsonNode schema, JsonNode value) {
        var whole = ((ObjectNode) schema.deepCopy());
        whole.set("components", components);
        return registry.getSchema(whole).validate(value).stream()
                .map(Error::toString)
                .toList();
    }
}
