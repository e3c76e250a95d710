package dev.lxdgateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.openapi.ApiFile.Content;
import dev.lxdgateway.support.Api.Answer;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Holds what a gateway has answered against what the description says that it answers. */
final class Answers {

    private final ApiFile file = ApiFile.read();
    private final Schemas schemas = new Schemas(file);

    /** @param operation the name of what was asked for */
    void check(String operation, Answer answer) {
        var described = responses(operation).path(String.valueOf(answer.status()));
        assertThat(described.isMissingNode())
                .as("%s is not said to answer %s", operation, answer)
                .isFalse();
        var content = file.resolved(described).path("content");
        var type = answer.header("Content-Type");
        if (type.isEmpty()) {
            assertThat(content.isEmpty()).as("%s has no content", answer).isTrue();
        } else {
            assertThat(content.propertyNames()).contains(type);
            assertThat(errors(new Content(operation, type, content.path(type)), answer))
                    .as(answer.toString())
                    .isEmpty();
        }
    }

    private List<String> errors(Content content, Answer answer) {
        return content.values(answer.response().body())
                .flatMap(value -> schemas.errors(content.schema(), value).stream())
                .toList();
    }

    private JsonNode responses(String operation) {
        return file.operations()
                .filter(described ->
                        described.node().path("operationId").asString().equals(operation))
                .map(described -> described.node().path("responses"))
                .findFirst()
                .orElseThrow();
    }
}
