package dev.lxdgateway.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table: a command, what is done while it runs, and what must come of it. What is not said here is as the
 * server's own client has it; unless said otherwise no process is left.
 */
final class ExecCase {

    /** Stands in commands and in what is expected for a number that is different each time. */
    static final String MARK = "{mark}";

    static final String MARK_VARIABLE = "EXEC_MARK";

    /** How the output is compared. */
    enum Match {
        EXACT,
        /** What is expected is the beginning. */
        BEGINS,
        /** What is expected is somewhere in it. */
        CONTAINS
    }

    final String name;
    final boolean terminal;
    final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> command;
    String instance = "demo";
    int user;
    int group;

    @Nullable String cwd;

    int cols;
    int rows;
    byte[] stdin = new byte[0];
    List<Step> steps = List.of();
    boolean vanishes;
    boolean holds;
    boolean floods;
    boolean clientCannot;

    @Nullable Integer code;

    @Nullable String stdout;

    @Nullable String stderr;

    Match match = Match.EXACT;

    @Nullable String reason;

    List<String> left = List.of();
    Duration within = Duration.ofSeconds(15);

    private ExecCase(String name, boolean terminal, String... command) {
        this.name = name;
        this.terminal = terminal;
        this.command = List.of(command);
    }

    static ExecCase pipes(String name, String... command) {
        return new ExecCase(name, false, command);
    }

    static ExecCase terminal(String name, String... command) {
        return new ExecCase(name, true, command);
    }

    /** A line of shell, with pipes. */
    static ExecCase shell(String name, String line) {
        return pipes(name, "sh", "-c", line);
    }

    /** A line of shell, in a terminal. */
    static ExecCase terminalShell(String name, String line) {
        return terminal(name, "sh", "-c", line);
    }

    List<String> command(String mark) {
        return command.stream().map(word -> word.replace(MARK, mark)).toList();
    }

    Map<String, String> environment(String mark) {
        var all = new LinkedHashMap<>(environment);
        all.put(MARK_VARIABLE, mark);
        return all;
    }

    /** The body of the gateway's requests. */
    Map<String, Object> body(String mark) {
        var body = new HashMap<String, Object>();
        body.put("command", command(mark));
        body.put("environment", environment(mark));
        body.put("user", user);
        body.put("group", group);
        if (cwd != null) {
            body.put("cwd", cwd);
        }
        return body;
    }

    /** In the Debian container. */
    ExecCase full() {
        instance = "full";
        return this;
    }

    ExecCase env(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ExecCase as(int userId, int groupId) {
        user = userId;
        group = groupId;
        return this;
    }

    ExecCase in(String directory) {
        cwd = directory;
        return this;
    }

    ExecCase size(int columns, int lines) {
        cols = columns;
        rows = lines;
        return this;
    }

    /** All of stdin, which then ends; with steps it stays open. */
    ExecCase stdin(String text) {
        return stdin(text.getBytes(UTF_8));
    }

    ExecCase stdin(byte[] bytes) {
        stdin = bytes;
        return this;
    }

    ExecCase steps(Step... all) {
        steps = List.of(all);
        return this;
    }

    /** The client goes away when the command runs; the gateway's caller takes the command with it. */
    ExecCase vanishes() {
        vanishes = true;
        return this;
    }

    /** A background task holds the output: a server that waits for it must not make the gateway wait. */
    ExecCase holds() {
        holds = true;
        return this;
    }

    /** Whether the server holds the exit code back until the background task is gone. */
    boolean isHeldBackBy(LabServer server) {
        return holds && (terminal ? server.holdsTerminals() : server.holdsPipes());
    }

    /** What holds the output writes more after the exit than there may be. */
    ExecCase floods() {
        floods = true;
        return holds();
    }

    /** LXD's client can't do that, the gateway can. */
    ExecCase clientCannot() {
        clientCannot = true;
        return this;
    }

    ExecCase code(int exitCode) {
        code = exitCode;
        return this;
    }

    ExecCase out(String text) {
        return outBytes(text.getBytes(UTF_8));
    }

    ExecCase outBytes(byte[] bytes) {
        stdout = Result.text(bytes);
        return this;
    }

    ExecCase outBegins(String text) {
        match = Match.BEGINS;
        return out(text);
    }

    ExecCase outHas(String text) {
        match = Match.CONTAINS;
        return out(text);
    }

    ExecCase err(String text) {
        return errBytes(text.getBytes(UTF_8));
    }

    ExecCase errBytes(byte[] bytes) {
        stderr = Result.text(bytes);
        return this;
    }

    ExecCase reason(String word) {
        reason = word;
        return this;
    }

    /** What is still there afterwards, by its arguments. */
    ExecCase leaves(String... processes) {
        left = List.of(processes);
        return this;
    }

    ExecCase within(Duration limit) {
        within = limit;
        return this;
    }

    @Override
    public String toString() {
        return (terminal ? "pty: " : "pipes: ") + name;
    }
}
