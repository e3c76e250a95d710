package dev.lxdgateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a session is started: with a command and all that goes with it, or with the shell that there is. */
class StartDialogIT extends WithOnePage {

    private void open(String remote) {
        page.remote(remote).getByLabel("Start with options in demo").click();
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void startsWhatWasAskedForAndAsksForItAgainTheNextTime(String remote) {
        page.signIn(TOKEN);
        open(remote);
        page.field("Command").fill("sh -c 'echo \"$A-$(id -u)-$(id -g)-$PWD\"; exec sh'");
        page.field("User ID").fill("1000");
        page.field("Group ID").fill("100");
        page.field("Working directory").fill("/tmp");
        page.field("Environment").fill("A=ü 1\nB=2");
        page.button("Start").last().click();

        page.awaitLine("ü 1-1000-100-/tmp");
        page.type("exit 4\n");
        assertThat(page.status()).hasText("Exited with code 4");
        page.press("Enter");
        assertThat(page.status()).hasText("Connected");
        page.awaitLines("ü 1-1000-100-/tmp", 2);

        page.press("Control+Shift+H").press("Enter");
        open(remote);
        assertThat(page.field("User ID")).hasValue("1000");
        assertThat(page.field("Environment")).hasValue("A=ü 1\nB=2");
    }

    @Test
    void saysInTheFieldWhatIsWrongWithIt() {
        page.signIn(TOKEN);
        open(anyRemote());
        page.field("User ID").fill("root");

        page.press("Enter");

        assertThat(page.field("User ID")).isFocused();
        assertThat(page.field("User ID")).hasAccessibleDescription("A number: the server knows no names");
        assertThat(page.sessions()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void saysThatACommandIsNotThere(String remote) {
        page.signIn(TOKEN);
        open(remote);
        page.field("Command").fill("no-such-command");
        page.field("Login shell").uncheck();
        page.press("Enter");

        assertThat(page.button("Start again")).isVisible();
        assertThat(page.status()).hasText("Command not found (code 127)");
    }

    @ParameterizedTest
    @MethodSource("labKinds")
    void findsAShellWhereThereIsNoShAndSaysSoWhereThereIsNone(String remote) {
        var name = newName();
        var lab = Lab.get();
        lab.client(remote, "init", lab.named(remote, "busybox"), lab.named(remote, name))
                .orFail();
        try {
            lab.client(remote, "start", lab.named(remote, name)).orFail();
            var exec = List.of("exec", lab.named(remote, name), "--", "busybox");
            run(remote, exec, "rm", "/bin/sh");
            page.signIn(TOKEN).enter(remote, name);
            page.type("exit\n");
            assertThat(page.status()).hasText("Exited with code 0");

            run(remote, exec, "rm", "/bin/ash");
            page.press("Enter");

            assertThat(page.status()).hasText("This instance has no shell");
            assertThat(page.page().getByText("Neither bash nor ash nor sh was found"))
                    .isVisible();
        } finally {
            lab.client(remote, "delete", "--force", lab.named(remote, name)).orFail();
        }
    }

    private static void run(String remote, List<String> exec, String... command) {
        var words = new java.util.ArrayList<>(exec);
        words.addAll(List.of(command));
        Lab.get().client(remote, words.toArray(String[]::new)).orFail();
    }
}
