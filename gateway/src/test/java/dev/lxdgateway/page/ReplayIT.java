package dev.lxdgateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.support.Lab;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page shows that comes to a session with a past. */
class ReplayIT extends WithPage {

    @ParameterizedTest
    @MethodSource("labKinds")
    void showsTheSameScreenOfAnEditorAfterAReloadAndAfterACut(String remote) {
        var page = shell(remote).type("vi /etc/passwd\n");
        page.awaitOnScreen("root:", "/etc/passwd");
        page.press("j").press("j").press("x");
        page.awaitOnScreen("[Modified]");
        var before = page.screen();

        page.page().reload();
        page.awaitScreen(before);
        network.cut();
        page.press("u");

        await().pollInSameThread()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(page.screen()).isNotEqualTo(before));
        assertThat(page.screen().toString()).contains("root:");
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void showsTheSamePanesOfTmuxAfterAReloadAndAfterACut(String remote) {
        var page = page(network.base(), 1000, 640).signIn(TOKEN).enter(remote, "full");
        page.type("tmux -L page$$ -f /dev/null new \\; set status-right '' \\; split-window -h \\; split-window -v\n");
        page.awaitOnScreen("[0] 0:bash");
        page.type("seq 1000 1100; echo $((40 + 2))\n");
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(page.screen().toString()).containsPattern("\\D1100\\D.*\\D42\\D"));
        page.awaitFinished();
        var before = page.screen();

        page.page().reload();
        page.awaitScreen(before);
        page.press("Control+b").press("o");
        // tmux gives a pane the keys that come together with those that switch to another
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(page.cursorLine()).startsWith("root@full"));
        network.cut();
        page.type("echo $((50 + 2))\n");

        await().pollInSameThread()
                .untilAsserted(() -> assertThat(page.screen().toString()).containsPattern("\\D52\\D.*\\D42\\D"));
        page.type("tmux kill-server\n").awaitLine("[server exited]");
    }

    @ParameterizedTest
    @MethodSource("labKinds")
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
