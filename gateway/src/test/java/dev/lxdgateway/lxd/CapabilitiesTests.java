package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilitiesTests {

    @ParameterizedTest
    @CsvSource({
        "lxd,4.0.9,-,false,false,false",
        "lxd,5.0.2,-,false,false,false",
        "lxd,5.0.2,operation_wait,false,true,false",
        "lxd,5.0.3,operation_wait,true,true,true",
        "lxd,5.0.10,-,true,true,true",
        "lxd,5.13,-,false,false,false",
        "lxd,5.14,-,false,false,true",
        "lxd,5.20,-,true,true,true",
        "lxd,5.21.4,-,true,true,true",
        "lxd,6.9,-,true,true,true",
        "incus,0.4,-,true,true,true",
        "incus,6.0.4,-,true,true,true",
        "incus,7.3.0,-,true,true,true"
    })
    void knowsWhatEachServerCanBeTrustedWith(
            String kind, String version, String extension, boolean pipes, boolean terminals, boolean tail) {
        var capabilities = Capabilities.of(new Server(kind, version, Set.of(extension), true));

        assertThat(capabilities).isEqualTo(new Capabilities(pipes, terminals, tail));
    }
}
