package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import dev.lxdgateway.support.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests of the administrators' pages, with a policy that lets one machine in. */
abstract class WithAdminPage extends WithOnePage {

    static final Path POLICY = newFile();

    static final String RULES = """
            rules:
              - name: visitors
                allow: [list, exec]
                subjects: {tokens: ["visitor-*"]}
                on: {instances: [demo]}
              - name: nobody in the vault
                deny: [list, exec]
                subjects: {users: ["*"], tokens: ["*"]}
                on: {instances: [vault]}
            """;

    /** What would run if a page took a text for markup. */
    static final String MARKUP = "<img src=x onerror=window.taken=1>";

    private String visitor;
    private Api visitors;

    @DynamicPropertySource
    static void policy(DynamicPropertyRegistry registry) {
        write(RULES);
        registry.add("gateway.access.policy", POLICY::toString);
    }

    private static Path newFile() {
        try {
            var file = Files.createTempFile("admin-pages-", ".yaml");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(String policy) {
        try {
            Files.writeString(POLICY, policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void makeVisitor() {
        visitor = newName().replace("page", "visitor");
        var made = api().post("/api/v1/tokens", Map.of("name", visitor, "expiresIn", "1h"));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        visitors = new Api(api().base(), made.json().path("token").asString());
    }

    @AfterEach
    void takesNoTextForMarkup() {
        assertThat(page.page().evaluate("() => window.taken ?? 0")).isEqualTo(0);
        api().get("/api/v1/tokens")
                .json()
                .path("items")
                .forEach(token ->
                        api().delete("/api/v1/tokens/" + token.path("id").asString()));
    }

    /** To the gateway it is a caller like any other. */
    String visitor() {
        return "token:" + visitor;
    }

    Api visitors() {
        return visitors;
    }

    String session(String... command) {
        return visitors.session(anyRemote(), Map.of("command", List.of(command), "interactive", true));
    }

    /** Opens a section as an administrator. */
    void open(String section) {
        page.signIn(TOKEN);
        assertThat(page.instance(anyRemote(), "demo")).isVisible();
        page.page().navigate("/#/admin/" + section);
    }

    /** The row of a table that has that text. */
    Locator row(String text) {
        return page.page().locator("tbody tr").filter(new FilterOptions().setHasText(text));
    }
}
