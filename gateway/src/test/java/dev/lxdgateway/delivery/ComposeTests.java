package dev.lxdgateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.policy.PolicyTestCommand;
import dev.lxdgateway.support.PropertyNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.JsonNode;

class ComposeTests {

    private static final String DIRECTORY = "deploy/compose/";
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)");

    private final JsonNode compose = Yaml.read("docker-compose.yml");
    private final JsonNode realm = Yaml.read(DIRECTORY + "keycloak/demo-realm.json");
    private final JsonNode client = realm.at("/clients/0");

    private Stream<JsonNode> services() {
        return compose.path("services").valueStream();
    }

    @Test
    void setsOnlyPropertiesThatThereAre() throws IOException {
        assertThat(compose.at("/services/gateway/environment").propertyNames())
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(PropertyNames.knownVariable(name)).as(name).isTrue());
        assertThat(application().getPropertyNames())
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(PropertyNames.known(name)).as(name).isTrue());
    }

    @Test
    void tellsATypoFromAProperty() {
        assertThat(PropertyNames.knownVariable("GATEWAY_EXEC_HANGUP_GRACE")).isTrue();
        assertThat(PropertyNames.knownVariable("GATEWAY_REMOTES_MAIN_CLIENTKEY"))
                .isTrue();
        assertThat(PropertyNames.knownVariable("GATEWAY_REMOTES_MAIN_CLIENTKEYS"))
                .isFalse();
        assertThat(PropertyNames.knownVariable("GATEWAY_EXEC_HANGUP_GRADE")).isFalse();
        assertThat(PropertyNames.knownVariable("SPRING_DATASOURCE_PASSWROD")).isFalse();
    }

    private static EnumerablePropertySource<?> application() throws IOException {
        var file = new FileSystemResource(Yaml.CHECKOUT.resolve(DIRECTORY + "gateway/application.yaml"));
        return (EnumerablePropertySource<?>)
                new YamlPropertySourceLoader().load("application.yaml", file).getFirst();
    }

    @Test
    void hasAnExampleOfEachVariableThatItReads() {
        var read = new HashSet<String>();
        VARIABLE.matcher(Yaml.text("docker-compose.yml")).results().forEach(match -> read.add(match.group(1)));
        compose.at("/services/gateway/environment").forEachEntry((name, value) -> {
            if (value.isNull()) {
                read.add(name);
            }
        });

        var shown = Yaml.text(".env.example")
                .lines()
                .filter(line -> line.matches("#?[A-Z_]+=.*"))
                .map(line -> line.replaceAll("^#|=.*", ""))
                .toList();

        assertThat(Set.copyOf(shown)).isEqualTo(read);
    }

    @Test
    void isReachableFromThisMachineOnly() {
        assertThat(services().flatMap(service -> service.path("ports").valueStream()))
                .hasSize(4)
                .allSatisfy(port -> assertThat(port.asString()).startsWith("127.0.0.1:"));
        assertThat(compose.at("/networks/data/internal").asBoolean()).isTrue();
    }

    @Test
    void restrictsEveryContainer() {
        assertThat(services()).hasSize(5).allSatisfy(service -> {
            assertThat(service.at("/cap_drop/0").asString()).isEqualTo("ALL");
            assertThat(service.at("/security_opt/0").asString()).isEqualTo("no-new-privileges:true");
            assertThat(service.has("privileged")).isFalse();
        });
        assertThat(services().filter(service -> !service.path("read_only").asBoolean(false)))
                .as("Keycloak builds itself at its start; all others can't write")
                .singleElement()
                .satisfies(
                        service -> assertThat(service.path("image").asString()).contains("keycloak"));
    }

    @Test
    void pinsEveryImageAndWaitsForEveryService() {
        assertThat(services().map(service -> service.path("image").asString()))
                .allSatisfy(image -> assertThat(image).matches(".+:(v?\\d+\\.\\d+(\\.\\d+)?(-[a-z0-9.]+)?|local)"));
        for (var service : compose.path("services").valueStream().toList()) {
            for (var needed : service.path("depends_on").properties()) {
                assertThat(needed.getValue().path("condition").asString()).isEqualTo("service_healthy");
                assertThat(compose.at("/services/%s/healthcheck/test".formatted(needed.getKey()))
                                .isArray())
                        .as(needed.getKey())
                        .isTrue();
            }
        }
    }

    @Test
    void mountsFilesThatThereAre() {
        assertThat(services()
                        .flatMap(service -> service.path("volumes").valueStream())
                        .map(JsonNode::asString)
                        .filter(volume -> volume.startsWith("./"))
                        .map(volume -> volume.substring(0, volume.indexOf(':'))))
                .hasSizeGreaterThan(5)
                .allSatisfy(path -> assertThat(Files.exists(Yaml.CHECKOUT.resolve(path)))
                        .as(path)
                        .isTrue());
    }

    @Test
    void givesTheGatewayTheTimeThatItsDrainTakes() {
        assertThat(compose.at("/services/gateway/stop_grace_period").asString()).isEqualTo("90s");
    }

    @Test
    void signsInByTheRealmThatItImports() throws IOException {
        var properties = application();
        var registration = "spring.security.oauth2.client.registration.demo.";

        assertThat(properties.getProperty(registration + "client-id"))
                .isEqualTo(client.path("clientId").asString());
        assertThat(properties.getProperty("spring.security.oauth2.client.provider.demo.issuer-uri"))
                .isEqualTo(compose.at("/services/identity/environment/KC_HOSTNAME")
                                .asString() + "/realms/" + realm.path("realm").asString());
        assertThat(client.path("redirectUris").valueStream().map(JsonNode::asString))
                .contains("http://localhost:8080/login/oauth2/code/demo");
        assertThat(compose.at("/services/gateway/environment")
                        .path("SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_DEMO_CLIENTSECRET"))
                .isEqualTo(compose.at("/services/identity/environment/OIDC_CLIENT_SECRET"));
        assertThat(client.path("secret").asString()).isEqualTo("${OIDC_CLIENT_SECRET}");
        assertThat(client.at("/protocolMappers/0/config/claim.name").asString())
                .isEqualTo(properties.getProperty("gateway.access.oidc.groups-claim"));
        assertThat(compose.at("/services/identity/networks/front/aliases/0").asString())
                .as("the issuer's host is the container's name")
                .isEqualTo("id.localhost");
    }

    @Test
    void hasTwoUsersOfDifferentRights() {
        var groups = realm.path("groups")
                .valueStream()
                .map(group -> group.path("name").asString())
                .toList();
        assertThat(realm.path("users")
                        .valueStream()
                        .map(user -> user.path("username").asString()))
                .containsExactly("ann", "oscar");
        assertThat(realm.path("users")
                        .valueStream()
                        .map(user -> user.at("/groups/0").asString()))
                .containsExactly("/developers", "/gateway-admins")
                .allSatisfy(group -> assertThat(groups).contains(group.substring(1)));

        var said = new ByteArrayOutputStream();
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        var tests =
                Yaml.CHECKOUT.resolve(DIRECTORY + "gateway/policy-tests.yaml").toString();
        assertThat(PolicyTestCommand.run(List.of(tests), stream, stream))
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    @Test
    void scrapesTheManagementAndShowsTheDashboard() {
        var prometheus = Yaml.read(DIRECTORY + "prometheus.yml");
        assertThat(prometheus.at("/scrape_configs/0/static_configs/0/targets/0").asString())
                .isEqualTo("gateway:8081");
        assertThat(prometheus.at("/rule_files/0").asString()).isEqualTo("/etc/prometheus/alerts.yaml");
        assertThat(Yaml.read(DIRECTORY + "grafana/datasources/prometheus.yaml")
                        .at("/datasources/0/url")
                        .asString())
                .isEqualTo("http://prometheus:9090");
        assertThat(Yaml.text("docker-compose.yml"))
                .contains("helm/lxd-gateway/files/dashboard.json:"
                        + Yaml.read(DIRECTORY + "grafana/dashboards/lxd-gateway.yaml")
                                .at("/providers/0/options/path")
                                .asString());
    }
}
