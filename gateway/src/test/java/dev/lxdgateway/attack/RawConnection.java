package dev.lxdgateway.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lxdgateway.support.Api;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.regex.Pattern;

/** A connection to the gateway on which anything may be sent, also what no client would. */
final class RawConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern STATUS = Pattern.compile("(?m)^HTTP/1\\.[01] (\\d{3})");

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
    }

    static RawConnection to(Api api) {
        try {
            return new RawConnection(new Socket(api.base().getHost(), api.base().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole answer to a request that asks for the connection to be closed. */
    static String ask(Api api, String request) {
        try (var connection = to(api)) {
            return connection.lines(request).rest();
        }
    }

    /** A head of a request of the administrator; what the path holds is sent as it is. */
    static String head(Api api, String method, String path, String... headers) {
        return "%s %s HTTP/1.1\nHost: %s\nAuthorization: Bearer %s\nConnection: close\n%s\n"
                .formatted(
                        method,
                        path,
                        api.base().getAuthority(),
                        api.token(),
                        headers.length == 0 ? "" : String.join("\n", headers) + "\n");
    }

    static int status(String answer) {
        var status = STATUS.matcher(answer);
        return status.find() ? Integer.parseInt(status.group(1)) : 0;
    }

    static long answers(String all) {
        return STATUS.matcher(all).results().count();
    }

    /** Sends text with its line ends made those of HTTP. */
    RawConnection lines(String text) {
        return send(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    }

    /** Sends bytes; the gateway may have closed before it has read them all. */
    RawConnection send(byte[] bytes) {
        isSent(bytes);
        return this;
    }

    boolean isSent(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return true;
        } catch (SocketException _) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All until the close. */
    String rest() {
        var all = new ByteArrayOutputStream();
        try {
            in.transferTo(all);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("The gateway does not close; it has sent " + all.toString(ISO_8859_1), e);
        } catch (IOException _) {
            // reset: what came before it counts
        }
        return all.toString(ISO_8859_1);
    }

    /** The head of an answer. */
    String headOfAnswer() {
        var head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            return head.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("after " + head, e);
        }
    }

    DataInputStream in() {
        return in;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
