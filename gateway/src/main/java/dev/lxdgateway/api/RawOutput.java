package dev.lxdgateway.api;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.Frame;
import dev.lxdgateway.session.StreamSum;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Passes a command's stdout on as the bytes that it is, at the pace of the caller, and counts what it has passed. */
final class RawOutput implements Attachment.Client {

    private final OutputStream out;
    private final @Nullable MessageDigest merged;
    private final int hold;
    private final Room room = new Room();
    private final CompletableFuture<Exit> exit = new CompletableFuture<>();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean holding;
    private long bytes;

    /**
     * To a stream.
     *
     * @param withStderr whether stderr goes the same way, else it is dropped
     * @param hold bytes to keep back until the exit is known, if they are all
     */
    RawOutput(OutputStream out, boolean withStderr, int hold) {
        this.out = out;
        // of each stream the session has one already
        this.merged = withStderr ? sha256() : null;
        this.hold = hold;
        this.holding = hold > 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public ByteBuffer room(int bytes) {
        return room.of(bytes);
    }

    @Override
    public void send(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Output(var stream, var data) -> {
                if (stream == Stream.STDOUT || merged != null) {
                    pass(data);
                }
            }
            case Frame.Exited(var end) -> exit.complete(end);
            case Frame.Gap gap -> throw new IllegalStateException("an attachment that holds the output lost " + gap);
            default -> {}
        }
    }

    private void pass(ByteBuffer data) throws IOException {
        bytes += data.remaining();
        if (merged != null) {
            merged.update(data.duplicate());
        }
        if (holding && bytes > hold) {
            holding = false;
            held.writeTo(out);
        }
        (holding ? held : out).write(data.array(), data.arrayOffset() + data.position(), data.remaining());
        if (!holding) {
            out.flush();
        }
    }

    @Override
    public void close() {
        exit.completeExceptionally(new IOException("the caller took no more"));
    }

    /** Completes when all output has been passed on, or is held. */
    CompletableFuture<Exit> exit() {
        return exit;
    }

    /** Whether nothing has been passed on yet. */
    boolean isHeld() {
        return holding;
    }

    void release() throws IOException {
        held.writeTo(out);
    }

    /**
     * What was passed on, of a session that has ended so.
     *
     * @throws OutputLostException if that is not what came of it
     */
    StreamSum sum(Exit end) {
        if (merged != null) {
            return new StreamSum(bytes, HexFormat.of().formatHex(merged.digest()));
        }
        var stdout = Objects.requireNonNull(end.output().get(Stream.STDOUT));
        if (stdout.bytes() != bytes) {
            throw new OutputLostException(
                    new IOException("%d bytes of %d were passed on".formatted(bytes, stdout.bytes())));
        }
        return stdout;
    }
}
