package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Dialog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who want the page to run or show what is theirs; any complaint of the browser is a finding too. */
class InjectionIT extends WithOnePage {

    private static final String SCRIPT = "<img id=evil src=x onerror=alert(1)><script id=evil>alert(1)</script>";

    private final List<String> dialogs = new ArrayList<>();

    @BeforeEach
    void listen() {
        page.page().onDialog(this::note);
    }

    private void note(Dialog dialog) {
        dialogs.add(dialog.message());
        dialog.dismiss();
    }

    @AfterEach
    void findsNothing() {
        assertThat(page.page().locator("#evil")).hasCount(0);
        assertThat(dialogs).isEmpty();
    }

    /** What a shell's printf makes of it. */
    private void print(String format) {
        page.type("clear; printf '%s'; echo; echo pr''inted\n".formatted(format.replace("'", "'\\''")))
                .awaitLine("printed");
    }

    @Test
    void runsNoTitle() {
        shell(anyRemote());

        print("\\033]0;" + SCRIPT + "\\007\\033]2;" + SCRIPT + "\\007");

        page.page().waitForFunction("() => document.title.includes('evil')");
        assertThat(page.tabs().first()).containsText("<img");
    }

    @Test
    void runsNoOutput() {
        shell(anyRemote());

        print(SCRIPT + "\\n</div></body>" + SCRIPT);

        assertThat(page.lines()).anyMatch(line -> line.contains("<img id=evil"));
    }

    @Test
    void followsNoLinkToAScript() {
        shell(anyRemote());

        print("\\033]8;;javascript:alert(1)\\033\\\\follow\\033]8;;\\033\\\\");
        print("\\033]8;;data:text/html,<script>alert(1)</script>\\033\\\\follow\\033]8;;\\033\\\\");

        var screen = page.page().locator(".xterm-screen").boundingBox();
        page.page().mouse().move(screen.x + 20, screen.y + 8);
        page.page().mouse().click(screen.x + 20, screen.y + 8);
        assertThat(profile.pages()).hasSize(1);
    }

    @Test
    void obeysNoOtherSequence() {
        shell(anyRemote());

        print("\\033]1337;File=inline=1:" + SCRIPT + "\\007\\033]9;" + SCRIPT + "\\007\\033]777;notify;" + SCRIPT
                + ";x\\007\\033]7;file://" + SCRIPT + "\\007\\033]50;" + SCRIPT + "\\007\\033P+q" + SCRIPT
                + "\\033\\\\\\033_" + SCRIPT + "\\033\\\\\\033^" + SCRIPT + "\\033\\\\");

        assertThat(page.status()).hasText("Connected");
    }

    /** What a terminal answers is typed by it, so no program may choose what that is. */
    @Test
    void typesNothingThatAProgramWrote() {
        shell(anyRemote());

        print("\\033]0;touch /tmp/evil\\007\\033[21t\\033[20t\\033]0;?\\007\\033P$qtouch /tmp/evil\\033\\\\");

        // the terminal answers, and a shell that reads half of an answer drops what comes right after it
        page.type("\n\n\n\n");
        await().until(() -> page.lines().stream()
                        .filter(line -> line.startsWith("root@demo"))
                        .count()
                >= 3);
        page.type("echo al''one\n").awaitLine("alone");
        assertThat(page.lines()).noneMatch(line -> line.contains("touch /tmp/evil") && !line.contains("printf"));
    }

    @Test
    void runsNoNameInItsAddress() {
        var name = URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8).replace("+", "%20");
        page.signIn(TOKEN);
        assertThat(page.heading("Instances")).isVisible();
        for (var hash : List.of(
                "#/" + anyRemote() + "/default/" + name,
                "#/" + name + "/default/demo",
                "#/" + anyRemote() + "/" + name + "/demo",
                "#/" + anyRemote() + "/default/demo/" + name,
                "#" + name)) {
            page.page().navigate("/" + hash);
            page.page().reload();
            page.page().waitForFunction("() => document.body.innerText.length > 20");
        }
    }

    @Test
    void runsNoCommandOfTheList() {
        var made = api().session(
                        anyRemote(),
                        Map.of("command", List.of("sleep", "100", SCRIPT), "environment", Map.of("A", SCRIPT)));
        page.signIn(TOKEN);

        assertThat(page.session(made)).containsText("<img");

        api().delete("/api/v1/sessions/" + made);
    }
}
