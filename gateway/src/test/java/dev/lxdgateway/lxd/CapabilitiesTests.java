package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTests {

    @ParameterizedTest
    @CsvSource({
        "lxd,4.0.9,false",
        "lxd,5.0.2,false",
        "lxd,5.0.3,true",
        "lxd,5.0.10,true",
        "lxd,5.14,false",
        "lxd,5.20,true",
        "lxd,5.21.4,true",
        "lxd,6.9,true",
        "incus,0.4,true",
        "incus,6.0.4,true",
        "incus,7.3.0,true"
    })
    void knowsWhichServersEndTheirStreams(String kind, String version, boolean ends) {
        var capabilities = Capabilities.of(new Server(kind, version, Set.of(), true));

        assertThat(capabilities).isEqualTo(new Capabilities(ends, ends));
    }
}
