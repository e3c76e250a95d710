package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceStopsTests {

    private static final Place DEMO = new Place("default", "demo");

    private final InstanceStops stops = new InstanceStops();

    private void operation(String description, int status, String url) {
        stops.operation(LxdApi.JSON.readTree(
                "{\"id\":\"1\",\"description\":\"%s\",\"status_code\":%d,\"resources\":{\"instances\":[\"%s\"]}}"
                        .formatted(description, status, url)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stopping instance", "Restarting instance", "Deleting instance"})
    void hearsThatAnInstanceIsBeingStopped(String description) {
        operation(description, 103, "/1.0/instances/demo");

        assertThat(stops.contains(DEMO)).isTrue();
        assertThat(stops.contains(new Place("default", "other"))).isFalse();
        assertThat(stops.contains(new Place("p", "demo"))).isFalse();
    }

    @Test
    void remembersItForAMomentAfterItsEnd() {
        operation("Stopping instance", 103, "/1.0/instances/demo");
        operation("Stopping instance", 200, "/1.0/instances/demo");

        assertThat(stops.contains(DEMO)).isTrue();
    }

    @Test
    void takesNoOtherOperationForIt() {
        operation("Executing command", 103, "/1.0/instances/demo");
        operation("Starting instance", 103, "/1.0/instances/demo");

        assertThat(stops.contains(DEMO)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/1.0/instances/c1, default, c1",
        "/1.0/containers/c1, default, c1",
        "/1.0/instances/c1?project=p, p, c1",
        "/1.0/instances/c1?target=m&project=a%20b, a b, c1"
    })
    void readsTheUrlOfAnInstance(String url, String project, String instance) {
        assertThat(Place.of(url)).isEqualTo(new Place(project, instance));
    }
}
