package dev.lxdgateway.page;

import com.microsoft.playwright.Page;
import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Looks for what keeps people from using a page, as far as axe-core can tell. */
final class Axe {

    private static final String FINDINGS = """
            async () => {
              const { violations } = await axe.run(document, {
                runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
              });
              return violations
                .filter(({ impact }) => impact === "serious" || impact === "critical")
                .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
            }""";

    private static final String AXE = read();

    private Axe() {}

    private static String read() {
        try {
            return Files.readString(Lab.root().resolve("web-terminal/node_modules/axe-core/axe.min.js"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is serious or worse. */
    static List<?> findings(Page page) {
        page.evaluate(AXE);
        return (List<?>) page.evaluate(FINDINGS);
    }
}
