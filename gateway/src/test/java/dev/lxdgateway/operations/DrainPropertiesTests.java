package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainPropertiesTests {

    @Test
    void refusesTimesThatCanNotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DrainProperties(Duration.ofSeconds(-1), Duration.ZERO))
                .withMessage("gateway.drain.propagation must not be less than 0, and is PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DrainProperties(Duration.ZERO, Duration.ofSeconds(-1)))
                .withMessageContaining("gateway.drain.timeout");
    }
}
