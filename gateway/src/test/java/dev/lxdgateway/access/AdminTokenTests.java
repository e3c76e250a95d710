package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTests {

    @TempDir
    private Path directory = Path.of("");

    private AccessProperties fromFile() {
        return new AccessProperties(null, directory.resolve("state/admin-token"), true, null, List.of());
    }

    @Test
    void isMadeOnceForItsOwnerAlone() throws Exception {
        var first = AdminToken.of(fromFile());
        var text = Files.readString(fromFile().adminTokenFile()).strip();
        var second = AdminToken.of(fromFile());

        assertThat(text).hasSize(43);
        assertThat(first.matches(text)).isTrue();
        assertThat(second.matches(text)).isTrue();
        assertThat(first.matches(text + "x")).isFalse();
        assertThat(first.matches("")).isFalse();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(fromFile().adminTokenFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void mustNotBeShort() {
        var properties = new AccessProperties("short", directory, true, null, List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdminToken.of(properties))
                .withMessageContaining("gateway.access.admin-token has 5 characters");
    }

    @Test
    void isNotInTheTextOfItsProperties() {
        assertThat(new AccessProperties("a-very-secret-token", directory, true, null, List.of()).toString())
                .doesNotContain("secret");
    }
}
