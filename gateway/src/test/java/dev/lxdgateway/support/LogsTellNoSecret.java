package dev.lxdgateway.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks, after each class of tests, for secrets in what the gateways have logged meanwhile. JUnit finds it by itself. */
public final class LogsTellNoSecret implements AfterAllCallback {

    /** How a secret begins that a test gives away to see where it goes. */
    public static final String PLANTED = "planted-secret-";

    /** What only the gateway makes: tokens, and the secrets of tickets and cookies as requests carry them. */
    private static final Pattern MADE = Pattern.compile(
            "lxg_[A-Za-z0-9_-]{20}|ticket\\.[A-Za-z0-9_-]{20}|(?:lxd-gateway|SESSION)=[A-Za-z0-9_-]{20}");

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        assertThat(Tap.news().stream().filter(LogsTellNoSecret::tells).limit(5))
                .as("what is logged with a secret in it")
                .isEmpty();
    }

    private static boolean tells(String line) {
        return line.contains(PLANTED)
                || line.contains(WithGateway.TOKEN)
                || MADE.matcher(line).find();
    }
}
