package dev.lxdgateway.support.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;

/** The bytes of one connection, and every way to end it. */
interface Wire {

    /** Reads at least one byte into the buffer; -1 at the end. */
    int read(byte[] into) throws IOException;

    void write(byte[] data) throws IOException;

    /** Says that nothing more comes, and goes on reading. */
    void halfClose() throws IOException;

    /** Ends it as a crashed peer does; by TLS and TCP with an RST and without a TLS close. */
    void reset();

    void close();

    /** A Unix socket, on which a close is all there is. */
    record Unix(SocketChannel channel) implements Wire {

        @Override
        public int read(byte[] into) throws IOException {
            return channel.read(ByteBuffer.wrap(into));
        }

        @Override
        public void write(byte[] data) throws IOException {
            for (var left = ByteBuffer.wrap(data); left.hasRemaining(); ) {
                channel.write(left);
            }
        }

        @Override
        public void halfClose() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void reset() {
            close();
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** TLS over TCP. */
    record Tls(Socket tcp, SSLSocket ssl) implements Wire {

        @Override
        public int read(byte[] into) throws IOException {
            return ssl.getInputStream().read(into);
        }

        @Override
        public void write(byte[] data) throws IOException {
            ssl.getOutputStream().write(data);
        }

        @Override
        public void halfClose() throws IOException {
            ssl.shutdownOutput();
        }

        @Override
        public void reset() {
            try {
                tcp.setSoLinger(true, 0);
                tcp.close();
            } catch (IOException _) {
                // it has been closed already
            }
        }

        @Override
        public void close() {
            try {
                // LXD closes the connection without a word too; and a TLS close would wait for a writer that is stuck
                tcp.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
