package dev.lxdgateway.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;

/** The gateway's page in a browser, by the words that a person sees on it. */
final class TerminalPage {

    private static final Pattern ATTACHMENT = Pattern.compile("/sessions/([^/]+)/attach");

    private static final String LINES = """
            () => {
              const buffer = term.buffer.active;
              const lines = [];
              for (let y = 0; y < buffer.length; y++) {
                const line = buffer.getLine(y);
                const text = line.translateToString(!buffer.getLine(y + 1)?.isWrapped);
                if (line.isWrapped) lines[lines.length - 1] += text;
                else lines.push(text);
              }
              return lines;
            }""";

    private static final String ROW = """
            text => {
              const buffer = term.buffer.active;
              for (let y = term.rows - 1; ; y--) {
                if (buffer.getLine(buffer.viewportY + y).translateToString(true) === text) return y;
              }
            }""";

    private static final String CURSOR_LINE = """
            () => {
              const buffer = term.buffer.active;
              return buffer.getLine(buffer.baseY + buffer.cursorY).translateToString(true);
            }""";

    private static final String SCREEN = """
            () => Array.from({ length: term.rows }, (_, y) => {
              const buffer = term.buffer.active;
              return buffer.getLine(buffer.baseY + y).translateToString(true);
            })""";

    private final Page page;
    private final List<String> sessions = new ArrayList<>();

    TerminalPage(Page page) {
        this.page = page;
        page.onWebSocket(socket -> ATTACHMENT
                .matcher(socket.url())
                .results()
                .map(MatchResult::group)
                .map(attachment -> ATTACHMENT.matcher(attachment).replaceFirst("$1"))
                .forEach(sessions::add));
    }

    Page page() {
        return page;
    }

    /** The sessions that the page has attached to. */
    List<String> sessions() {
        return sessions;
    }

    TerminalPage signIn(String token) {
        page.navigate("/");
        token().fill(token);
        button("Sign in").click();
        return this;
    }

    TerminalPage enter(String remote, String instance) {
        instance(remote, instance).click();
        return awaitPrompt();
    }

    Locator token() {
        return page.getByLabel("Access token");
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator heading(String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    Locator remote(String name) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator instance(String remote, String name) {
        return remote(remote)
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The row of one session in the list. */
    Locator session(String id) {
        return page.locator(".session-row")
                .filter(new Locator.FilterOptions().setHas(page.locator("a[href*='" + id + "']")));
    }

    Locator sessionLinks() {
        return page.locator(".session-row").getByRole(AriaRole.LINK);
    }

    /** The open tabs, in their order. */
    Locator tabs() {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Sessions"))
                .getByRole(AriaRole.LINK);
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** By the name or the beginning of the name that the list of commands has for it. */
    TerminalPage command(String name) {
        press("Control+Shift+L");
        page.getByRole(AriaRole.COMBOBOX).fill(name);
        return press("Enter");
    }

    Locator alert() {
        return page.getByRole(AriaRole.ALERT);
    }

    Locator status() {
        return page.getByRole(AriaRole.STATUS);
    }

    /** What stands beside the status. */
    Locator note() {
        return page.locator(".status-line .note");
    }

    /** Types as a person does, key by key. */
    TerminalPage type(String text) {
        page.keyboard().type(text);
        return this;
    }

    TerminalPage press(String key) {
        page.keyboard().press(key);
        return this;
    }

    TerminalPage paste(String text) {
        page.evaluate("text => navigator.clipboard.writeText(text)", text);
        return press("Control+Shift+V");
    }

    /** Drags the mouse over the last line that is this text. */
    void select(String line) {
        var screen = page.locator(".xterm-screen").boundingBox();
        var row = (Number) read(ROW, line);
        var y = screen.y + (row.doubleValue() + 0.5) * screen.height / rows();
        page.mouse().move(screen.x + 1, y);
        page.mouse().down();
        page.mouse().move(screen.x + screen.width / 2, y);
        page.mouse().up();
    }

    private int rows() {
        return ((Number) read("() => term.rows")).intValue();
    }

    String clipboard() {
        return (String) page.evaluate("() => navigator.clipboard.readText()");
    }

    /** Of the page's terminal, once it has one: it is there some time after the page is. */
    private Object read(String expression) {
        return read(expression, "");
    }

    private Object read(String expression, String argument) {
        page.waitForFunction("() => window.term");
        return page.evaluate(expression, argument);
    }

    /** All that the terminal holds, with the lines that it wrapped joined again. */
    List<String> lines() {
        return ((List<?>) read(LINES)).stream().map(String.class::cast).toList();
    }

    /** The rows that are on the screen of somebody who has not scrolled. */
    List<?> screen() {
        return (List<?>) read(SCREEN);
    }

    String cursorLine() {
        return (String) read(CURSOR_LINE);
    }

    /** As {@code stty size} says it. */
    String size() {
        return (String) read("() => `${term.rows} ${term.cols}`");
    }

    TerminalPage awaitLine(String line) {
        patiently().untilAsserted(() -> assertThat(lines()).contains(line));
        return this;
    }

    TerminalPage awaitLines(String line, int times) {
        patiently()
                .untilAsserted(
                        () -> assertThat(lines().stream().filter(line::equals)).hasSize(times));
        return this;
    }

    void awaitClipboard(String text) {
        patiently().untilAsserted(() -> assertThat(clipboard()).isEqualTo(text));
    }

    String selection() {
        return (String) read("() => term.getSelection()");
    }

    /** An option of the terminal, by its path. */
    String option(String path) {
        return String.valueOf(read("path => path.split('.').reduce((value, name) => value[name], term.options)", path));
    }

    TerminalPage awaitOnScreen(String... parts) {
        patiently().untilAsserted(() -> assertThat(screen().toString()).contains(parts));
        return this;
    }

    void awaitScreen(List<?> rows) {
        patiently().untilAsserted(() -> assertThat(screen()).isEqualTo(rows));
    }

    TerminalPage awaitLine(String line, Duration patience) {
        patiently().atMost(patience).untilAsserted(() -> assertThat(lines()).contains(line));
        return this;
    }

    TerminalPage awaitLines(int count) {
        patiently().untilAsserted(() -> assertThat(lines()).hasSizeGreaterThan(count));
        return this;
    }

    /** Waits until nothing more is written for a while. */
    TerminalPage awaitFinished() {
        var before = new int[] {-1};
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1500))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    int now = ((Number) page.evaluate("() => window.written.length")).intValue();
                    boolean same = now == before[0];
                    before[0] = now;
                    return same;
                });
        return this;
    }

    TerminalPage awaitPrompt() {
        return awaitPrompt(Duration.ofSeconds(10));
    }

    TerminalPage awaitCursorLine(String line) {
        patiently().untilAsserted(() -> assertThat(cursorLine()).isEqualTo(line));
        return this;
    }

    TerminalPage awaitPrompt(Duration patience) {
        PlaywrightAssertions.assertThat(status()).hasText("Connected");
        patiently()
                .atMost(patience)
                .untilAsserted(() -> assertThat(cursorLine()).matches("\\S+[$#] "));
        return this;
    }

    /** Playwright belongs to the thread that started it. */
    private static ConditionFactory patiently() {
        return await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(25))
                .atMost(Duration.ofSeconds(10));
    }
}
