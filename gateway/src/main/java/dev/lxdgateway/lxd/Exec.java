package dev.lxdgateway.lxd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One exec on a server: its streams, its control channel, its outcome.
 *
 * <p>Output comes piece by piece: the next piece of a stream comes when {@link ExecListener#output} has allowed it, or
 * after a {@link #demand}.
 */
public interface Exec extends AutoCloseable {

    /** Lets the next piece of a stream come, after {@link ExecListener#output} has held it back; once for each time. */
    void demand(Stream stream);

    /**
     * Writes to the process's stdin, or types into its terminal, after all that was written before.
     *
     * @return completes when the socket has taken it, until when the bytes must stay as they are; fails with an
     *     {@link IOException} if the process can take no more input
     */
    CompletableFuture<@Nullable Void> write(ByteBuffer input);

    /** Ends stdin, as a {@link #write}; in a terminal types ^D, which is the only end of input a tty has. */
    CompletableFuture<@Nullable Void> endInput();

    /** Changes the terminal's size; the process gets WINCH. */
    void resize(TerminalSize size);

    /** Sends a signal to the process that the server started, and to no other. */
    void signal(int number);

    /** Whether the instance has been stopped, or started anew, since this exec began; asks the server. */
    boolean instanceStopped();

    /**
     * Closes all sockets, control first. The server kills a process that still runs. The outcome is still reported where
     * the server tells it.
     */
    @Override
    void close();

    /** Listens no more for an outcome that has not come. */
    void forget();
}
