package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTests {

    private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "fd00::/8"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.7                       | 203.0.113.7
            198.51.100.1, 203.0.113.7         | 203.0.113.7
            198.51.100.1, 203.0.113.7, 10.9.9.9 | 203.0.113.7
            10.2.2.2, 10.3.3.3                | 10.2.2.2
            203.0.113.7:4711                  | 203.0.113.7
            [2001:db8::1]:4711                | 2001:db8:0:0:0:0:0:1
            2001:db8::1, fd00::5              | 2001:db8:0:0:0:0:0:1
            203.0.113.7, unknown              | 10.1.1.1
            203.0.113.7, evil.example         | 10.1.1.1
            203.0.113.7, 10.9.9.9, <script>   | 10.1.1.1
            ''                                | 10.1.1.1""")
    void takeTheNearestAddressThatIsNoneOfThem(String forwardedFor, String client) {
        assertThat(proxies.client("10.1.1.1", List.of(forwardedFor))).isEqualTo(client);
    }

    @Test
    void readAllHeadersAsOneList() {
        assertThat(proxies.client("10.1.1.1", List.of("198.51.100.1", "203.0.113.7", "10.9.9.9")))
                .isEqualTo("203.0.113.7");
    }

    @Test
    void areNobodyUnlessNamed() {
        assertThat(new TrustedProxies(List.of()).include("127.0.0.1")).isFalse();
        assertThat(proxies.include("11.0.0.1")).isFalse();
        assertThat(proxies.include("10.200.0.1")).isTrue();
        assertThat(proxies.include("[fd00:0:0:0:0:0:0:1]")).isTrue();
    }

    @Test
    void areNamedByAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TrustedProxies(List.of("proxy.example")))
                .withMessageContaining("gateway.access.trusted-proxies")
                .withMessageContaining("'proxy.example'");
    }
}
