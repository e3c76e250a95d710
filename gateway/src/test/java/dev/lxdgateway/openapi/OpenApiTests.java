package dev.lxdgateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.openapi.ApiFile.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Writes {@code openapi.yaml} from the code, or tells that the code has gone on without it. */
class OpenApiTests extends DescribedGateway {

    private static final List<String> OF_THE_SECURITY_FILTERS = List.of("POST /login", "POST /logout");

    @Autowired
    private RecordNames records;

    @Autowired
    private List<HandlerMapping> mappings;

    @Test
    void describesTheCodeAsItIs() throws IOException {
        var description = Description.of(api().get("/v3/api-docs").json(), records.all());
        var written = YamlText.of(description);
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(ApiFile.PATH, written);
        }

        assertThat(Files.readString(ApiFile.PATH))
                .withFailMessage(
                        "openapi.yaml is not what the code and its words say now; dev/write-openapi writes it anew")
                .isEqualTo(written);
    }

    @Test
    void hasEveryRouteAndNoOther() {
        assertThat(ApiFile.read().operations().map(Operation::toString))
                .containsExactlyInAnyOrderElementsOf(Stream.of(requests(), sockets(), OF_THE_SECURITY_FILTERS.stream())
                        .flatMap(routes -> routes)
                        .distinct()
                        .toList());
    }

    private Stream<String> requests() {
        return mappings.stream()
                .filter(RequestMappingHandlerMapping.class::isInstance)
                .flatMap(mapping -> ((RequestMappingHandlerMapping) mapping).getHandlerMethods().keySet().stream())
                .flatMap(OpenApiTests::routes);
    }

    private static Stream<String> routes(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/"))
                .flatMap(
                        path -> info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path));
    }

    private Stream<String> sockets() {
        return mappings.stream()
                .filter(AbstractUrlHandlerMapping.class::isInstance)
                .flatMap(mapping -> ((AbstractUrlHandlerMapping) mapping).getHandlerMap().keySet().stream())
                .filter(path -> path.startsWith("/api/"))
                .map(path -> "GET " + path);
    }

    @Test
    void hasTheParametersOfARawExec() {
        var refusal = api().call("PUT", "/api/v1/instances/demo/exec?command=true&nosuch=1", "", Map.of());
        var detail = refusal.json().path("detail").asString();

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(ApiFile.read()
                        .document()
                        .at("/paths/~1api~1v1~1instances~1{instance}~1exec/put/parameters")
                        .valueStream()
                        .filter(parameter -> parameter.path("in").asString().equals("query"))
                        .map((JsonNode parameter) -> parameter.path("name").asString()))
                .containsExactlyInAnyOrder(
                        detail.substring(detail.indexOf("there are: ") + 11).split(", ", -1));
    }

    @Test
    void isServedToEverybody() {
        var first = api().call("GET", "/api/v1/openapi.yaml", null, Map.of("Authorization", ""));
        var again = api().call("GET", "/api/v1/openapi.yaml", null, Map.of("If-None-Match", first.header("ETag")));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(first.response().body()).startsWith("openapi: 3.1");
        assertThat(again.status()).isEqualTo(304);
    }
}
