package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lxdgateway.policy.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

class OidcPropertiesTests {

    private final OidcProperties properties = new OidcProperties("nick", "roles", Duration.ofHours(24));

    private Subject user(Map<String, Object> claims) {
        return properties.user((ClaimAccessor) () -> claims);
    }

    @Test
    void takeNameAndGroupsFromTheirClaims() {
        assertThat(user(Map.of("sub", "1", "nick", "ann", "roles", List.of("a", "b", 3))))
                .isEqualTo(Subject.user("ann", Set.of("a", "b")));
        assertThat(user(Map.of("sub", "1", "nick", "ann", "roles", "a"))).isEqualTo(Subject.user("ann", Set.of("a")));
    }

    @Test
    void takeTheSubjectWhereThereIsNoNameAndNoGroupWhereThereIsNone() {
        assertThat(user(Map.of("sub", "1", "nick", " ", "roles", Map.of("a", true))))
                .isEqualTo(Subject.user("1", Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\nb", "\u001b[2J"})
    void takeNoNameThatCouldDeceive(String name) {
        assertThatThrownBy(() -> user(Map.of("sub", "1", "nick", name)))
                .isInstanceOf(OAuth2AuthenticationException.class);
        assertThatThrownBy(() -> user(Map.of("sub", "1", "nick", "x".repeat(256))))
                .isInstanceOf(OAuth2AuthenticationException.class);
    }

    @Test
    void takeNobodyWithoutAName() {
        assertThatThrownBy(() -> user(Map.of())).hasMessageContaining("there is no name");
    }
}
