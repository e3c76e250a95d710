package dev.lxdgateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Lab;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page shows that comes to a session with a past. */
class ReplayIT extends WithPage {

    private static final String SCREEN = """
            () => Array.from({ length: term.rows }, (_, y) => {
              const buffer = term.buffer.active;
              return buffer.getLine(buffer.baseY + y).translateToString(true);
            })""";

    private static List<?> screen(TerminalPage page) {
        return (List<?>) page.read(SCREEN);
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void showsTheSameScreenOfAnEditorAfterAReloadAndAfterACut(String remote) {
        var page = shell(remote).type("vi /etc/passwd\n");
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(screen(page).toString()).contains("root:", "/etc/passwd"));
        page.press("j").press("j").press("x");
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(screen(page).toString()).contains("[Modified]"));
        var before = screen(page);

        page.page().reload();
        await().pollInSameThread().untilAsserted(() -> assertThat(screen(page)).isEqualTo(before));
        network.cut();
        page.press("u");

        await().pollInSameThread()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(screen(page)).isNotEqualTo(before));
        assertThat(screen(page).toString()).contains("root:");
    }

    @ParameterizedTest
    @MethodSource("labRemotes")
    void hasAProgramDrawAnewWhoseBeginningIsNoLongerKept(String remote) {
        var page = shell(remote);
        var size = page.size();
        page.type("sh -c 'trap \"echo drawn \\$(stty size)\" WINCH; yes \"\\033[1mäöü\" | head -c 2500000;"
                + " echo; echo ready; while :; do sleep 0.1; done'\n");
        page.awaitLine("ready", Duration.ofSeconds(30));

        page.page().reload();

        page.awaitLine("drawn " + size);
        assertThat(page.lines()).noneMatch(line -> line.contains("\ufffd"));
        page.press("Control+c");
    }

    /** The terminal answers a question where it is asked, and never where it is replayed. */
    @Test
    void answersNoQuestionOfAReplay() {
        var page = shell(Lab.get().remotes().getFirst());
        page.type("stty -echo -icanon; printf '\\033[c\\033[6n\\033]11;?\\007'; cat -v\n");
        await().pollInSameThread().untilAsserted(() -> {
            page.press("Enter");
            assertThat(page.lines().toString()).contains("^[[?", "R", "rgb:");
        });
        page.awaitFinished();
        var before = page.lines();

        page.page().reload();
        await().pollInSameThread().untilAsserted(() -> assertThat(page.lines()).isEqualTo(before));
        network.cut();
        page.press("Enter").type("end").press("Enter");

        page.awaitLine("end");
        assertThat(page.lines().toString().split("\\^\\[\\[\\?", -1)).hasSize(2);
    }
}
