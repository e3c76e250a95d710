package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecResultTests {

    private static final byte[] EURO = "x€".getBytes(StandardCharsets.UTF_8);

    @Test
    void takesOnlyWholeUtf8ForText() {
        assertThat(ExecResult.text(EURO, false)).contains("x€");
        assertThat(ExecResult.text(Arrays.copyOf(EURO, 3), false)).isEmpty();
        assertThat(ExecResult.text(new byte[] {(byte) 0xff}, false)).isEmpty();
        assertThat(ExecResult.text(new byte[0], false)).contains("");
    }

    @Test
    void leavesOutTheCharacterThatATruncationSplit() {
        assertThat(ExecResult.text(Arrays.copyOf(EURO, 3), true)).contains("x");
        assertThat(ExecResult.text(Arrays.copyOf(EURO, 2), true)).contains("x");
        assertThat(ExecResult.text(new byte[] {(byte) 0xff, 'a', 'b', 'c', 'd'}, true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"4096,4096", "64KiB,65536", "8MiB,8388608", "2 mb,2000000", "1kb,1000", "0,0", "7B,7"})
    void readsSizes(String text, int bytes) {
        assertThat(Size.parse("maxOutput", text, 10_000_000)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lots", "-1", "1GiB", "99999999", "1.5MiB"})
    void refusesOtherSizes(String text) {
        assertThatThrownBy(() -> Size.parse("maxOutput", text, 10_000_000))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("'maxOutput' must be");
    }
}
