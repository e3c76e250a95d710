package dev.lxdgateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A rig for parts that don't want their own, started when the first of them asks for it. */
final class SharedRig implements AutoCloseable {

    private final Path directory;
    private @Nullable Rig rig;

    SharedRig(Path directory) {
        this.directory = directory;
    }

    Rig get() throws IOException {
        var started = rig == null ? Rig.start(Image.get(), directory) : rig;
        rig = started;
        return started;
    }

    /** Ends it; who asks then gets another one. */
    void stop() {
        if (rig != null) {
            rig.close();
            rig = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
