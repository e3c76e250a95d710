package dev.lxdgateway.bench;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The server's own client, {@code lxc exec} or {@code incus exec}, a process for each command. */
final class ByClient implements Way {

    private static final String GIVEN_UP = "10s";
    private static final int KILLED = 137;

    private final String remote;

    ByClient(String remote) {
        this.remote = remote;
    }

    @Override
    public String name() {
        return "lxc exec";
    }

    private Process start(List<String> options, String... command) {
        var lab = Lab.get();
        var line = new ArrayList<String>(options);
        line.addAll(List.of(lab.program(remote), "exec", lab.named(remote, "demo"), "--"));
        line.addAll(List.of(command));
        return lab.start(line);
    }

    /** One that never ends, as {@code lxc} does now and then with others beside it, counts with that time. */
    @Override
    public void exec(String... command) throws Exception {
        var process = start(List.of("timeout", "-s", "KILL", GIVEN_UP), command);
        process.getOutputStream().close();
        int code = process.waitFor();
        if (code != 0 && code != KILLED) {
            throw new IOException("exit code " + code);
        }
    }

    @Override
    public long download(String... command) throws Exception {
        var process = start(List.of(), command);
        process.getOutputStream().close();
        return process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }

    @Override
    public void upload(long bytes, String... command) throws Exception {
        var process = start(List.of(), command);
        try (var in = process.getOutputStream()) {
            var piece = new byte[256 * 1024];
            for (long left = bytes; left > 0; left -= piece.length) {
                in.write(piece, 0, (int) Math.min(piece.length, left));
            }
        }
        process.waitFor();
    }

    @Override
    public Terminal terminal(String... command) throws IOException {
        // script(1) gives it the terminal that it asks for
        var line = "%s exec -t %s -- %s"
                .formatted(Lab.get().program(remote), Lab.get().named(remote, "demo"), String.join(" ", command));
        var process = Lab.get().start(List.of("script", "-qec", "stty raw -echo; exec " + line, "/dev/null"));
        var buffer = new byte[256 * 1024];
        return new Terminal() {

            @Override
            public void type(ByteBuffer keys) throws IOException {
                var bytes = new byte[keys.remaining()];
                keys.get(bytes);
                process.getOutputStream().write(bytes);
                process.getOutputStream().flush();
            }

            @Override
            public boolean receive(Link.Sink output) throws IOException {
                int read = process.getInputStream().read(buffer);
                if (read > 0) {
                    output.take(ByteBuffer.wrap(buffer, 0, read));
                }
                return read > 0;
            }

            @Override
            public void close() {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        };
    }

    @Override
    public void close() {}
}
