package dev.lxdgateway.endurance;

import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code lxc exec} in a terminal, as the measure of what an LXD loses by itself. */
final class LxcExec {

    private static final int LIMIT_SECONDS = 60;

    private LxcExec() {}

    /** Runs a program in {@code demo}; empty if the command hangs, which it does now and then. */
    static Optional<byte[]> run(String remote, List<String> program) {
        var command = new ArrayList<>(List.of("lxc", "exec", instance(remote), "--force-interactive", "--"));
        command.addAll(program);
        var builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
        for (var name : List.of("LXD_DIR", "LXD_CONF")) {
            builder.environment().put(name, Lab.get().value(name));
        }
        try {
            return output(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String instance(String remote) {
        return remote.equals("lxd") ? "demo" : remote + ":demo";
    }

    private static Optional<byte[]> output(Process process) {
        var output = CompletableFuture.supplyAsync(() -> readAll(process), Thread::startVirtualThread);
        try {
            return Optional.of(output.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] readAll(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
