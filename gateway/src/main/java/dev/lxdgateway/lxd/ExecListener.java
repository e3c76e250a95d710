package dev.lxdgateway.lxd;

import java.nio.ByteBuffer;

/** Hears of one exec. Calls about one stream come one at a time; those about different things may come at once. */
public interface ExecListener {

    /**
     * A piece of output, to be copied before this returns.
     *
     * @return whether the next piece of this stream may come; if not, it waits for an {@link Exec#demand}
     */
    boolean output(Stream stream, ByteBuffer data);

    /**
     * No more comes of a stream.
     *
     * @param complete whether the server marked its end; if not, the socket was lost and output may be missing
     */
    void streamEnded(Stream stream, boolean complete);

    /** The process has exited: the server closed the control socket. Output may still come. */
    void processExited();

    /** The exit code, heard aside before the operation's end by which some servers tell it only late. */
    void exitCodeHeard(int code);

    /** What became of the operation. Comes once, after the process's exit or without it if it could not be started. */
    void operationEnded(Outcome outcome);
}
