package dev.lxdgateway.api;

import dev.lxdgateway.session.ExitReason;
import dev.lxdgateway.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The body of a request on its way into a command's stdin. One that breaks off ends the command and never its stdin, so that
 * half an upload can't look whole. What the command does not want is read and thrown away for a moment, since a client that
 * still writes would not read the answer.
 */
final class Upload {

    private static final int PIECE = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Session session;
    private final InputStream body;
    private final Thread thread;
    private volatile boolean unwanted;
    private volatile boolean isRead;
    private volatile boolean isBroken;

    private Upload(Session session, InputStream body) {
        this.session = session;
        this.body = body;
        this.thread = Thread.ofVirtual().name("exec-input").unstarted(this::run);
    }

    static Upload start(Session session, InputStream body) {
        var upload = new Upload(session, body);
        upload.thread.start();
        return upload;
    }

    private void run() {
        var piece = new byte[PIECE];
        try {
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                pass(piece, read);
            }
        } catch (IOException _) {
            if (!unwanted) {
                isBroken = true;
                session.hangUp(ExitReason.HUNG_UP);
            }
            return;
        }
        isRead = true;
        try {
            session.endInput();
        } catch (IOException _) {
            // the process has exited
        }
    }

    private void pass(byte[] piece, int length) {
        if (unwanted) {
            return;
        }
        try {
            session.input(ByteBuffer.wrap(piece, 0, length));
        } catch (IOException _) {
            // the process has exited, or closed its stdin, without reading all
            unwanted = true;
        }
    }

    /** Whether all of the body has come. */
    boolean isRead() {
        return isRead;
    }

    /** Whether it broke off, so that the command has been ended. */
    boolean isBroken() {
        return isBroken;
    }

    /** The command is over: gives the client a moment to notice, and then reads no more. */
    void stop() throws InterruptedException {
        unwanted = true;
        if (!thread.join(PATIENCE)) {
            thread.interrupt();
            thread.join();
        }
    }
}
