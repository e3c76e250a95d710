package dev.lxdgateway.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The flags that the gateway runs by for good. */
class FlagsTests {

    /** All flags as the virtual machine has them then, with further options from the environment. */
    private static String flags(String options) throws IOException, InterruptedException {
        var java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:Flags=" + Lab.root().resolve("gateway/image/java.flags"),
                        "-XX:+PrintFlagsFinal",
                        "-version")
                .redirectErrorStream(true);
        java.environment().put("JDK_JAVA_OPTIONS", options);
        var process = java.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void areTaken() throws Exception {
        assertThat(flags(""))
                .containsPattern("UseSerialGC += true .*config file")
                .containsPattern("MaxRAMPercentage += 50\\.0+ .*config file");
    }

    @Test
    void areOverruledByTheEnvironment() throws Exception {
        assertThat(flags("-XX:MaxRAMPercentage=60 -XX:-UseSerialGC -XX:+UseG1GC"))
                .containsPattern("MaxRAMPercentage += 60\\.0+ .*command line")
                .containsPattern("UseG1GC += true .*command line")
                .containsPattern("UseSerialGC += false ");
    }
}
