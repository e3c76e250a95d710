package dev.lxdgateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a browser has to load, and how it may keep it. */
class LoadingIT extends WithOnePage {

    private static final int LIMIT = 150_000;

    private final List<Response> scripts = new ArrayList<>();

    @Test
    void showsTheFirstTerminalWithLittleScript() {
        var first = new ArrayList<Response>();
        page.page().onResponse(response -> {
            if (response.request().resourceType().equals("script")) {
                scripts.add(response);
            }
        });
        page.page().onWebSocket(_ -> first.addAll(scripts));
        page.signIn(TOKEN);
        page.enter(anyRemote(), "demo");

        assertThat(first).isNotEmpty();
        assertThat(first.stream().mapToInt(response -> zipped(response.body())).sum())
                .isLessThan(LIMIT);
    }

    @Test
    void drawsFastWithoutTheProgramSeeingAnotherSize() {
        var sent = new CopyOnWriteArrayList<String>();
        page.page().onWebSocket(socket -> socket.onFrameSent(frame -> sent.add(String.valueOf(frame.text()))));
        page.signIn(TOKEN);
        page.enter(anyRemote(), "demo");

        PlaywrightAssertions.assertThat(page.page().locator(".xterm-screen canvas"))
                .not()
                .hasCount(0);
        page.type("echo drawn\n").awaitLine("drawn");
        assertThat(sent).isNotEmpty().noneMatch(frame -> frame.contains("resize"));
    }

    @Test
    void letsBuiltFilesBeKeptForGoodAndNothingElse() {
        page.page().onResponse(scripts::add);
        page.signIn(TOKEN);
        page.enter(anyRemote(), "demo");

        var assets = scripts.stream()
                .filter(response -> response.url().contains("/assets/"))
                .toList();
        assertThat(assets)
                .isNotEmpty()
                .allSatisfy(response -> assertThat(response.headers())
                        .containsEntry("cache-control", "max-age=31536000, public, immutable"));
        assertThat(assets).allSatisfy(response -> assertThat(response.url()).matches(".*-[\\w-]{8}\\.\\w+"));
        assertThat(api().get("/").header("Cache-Control")).contains("no-cache");
        assertThat(api().get("/").header("Content-Security-Policy"))
                .contains("script-src 'self';", "style-src 'self';")
                .doesNotContain("unsafe");
    }

    private static int zipped(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.size();
    }
}
