package dev.lxdgateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A way to run commands in an instance: the gateway, or one of those that it is held against. */
interface Way extends AutoCloseable {

    String name();

    /** Runs a command to its successful end, and takes all of its output in. */
    void exec(String... command) throws Exception;

    /** Runs a command, and gives how many bytes it wrote to stdout. */
    long download(String... command) throws Exception;

    /** Runs a command that reads so many bytes from stdin. */
    void upload(long bytes, String... command) throws Exception;

    /** Runs a command in a terminal. */
    Terminal terminal(String... command) throws Exception;

    @Override
    void close() throws IOException;

    /** A command in a terminal. */
    interface Terminal extends AutoCloseable {

        void type(ByteBuffer keys) throws Exception;

        /**
         * Waits for output.
         *
         * @return whether there was any; false at its end
         */
        boolean receive(Link.Sink output) throws Exception;

        @Override
        void close() throws IOException;
    }
}
