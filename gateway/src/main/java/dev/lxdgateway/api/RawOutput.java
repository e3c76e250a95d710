package dev.lxdgateway.api;

import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.session.Attachment;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;

/** Passes a command's stdout on as the bytes that it is, at the pace of the caller, and counts what it has passed. */
final class RawOutput implements Attachment.Client {

    private final OutputStream out;
    private final boolean withStderr;
    private final int hold;
    private final MessageDigest digest = sha256();
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
        this.withStderr = withStderr;
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
    public void send(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Output(var stream, var data) -> {
                if (stream == Stream.STDOUT || withStderr) {
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
        digest.update(data.duplicate());
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

    long bytes() {
        return bytes;
    }

    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
