package dev.lxdgateway.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lxdgateway.support.WithGateway;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The end of a connection comes only when all before it has arrived. Some clients (Node.js, the JDK's) drop what they have
 * not read yet when the server ends the TCP stream.
 */
final class LastWordIT extends WithGateway {

    private static final int PING = 9;
    private static final int CLOSE = 8;

    private record Message(int opcode, String payload) {}

    @Test
    void closesOnceTheClientHasReadTheExit() throws IOException {
        var session = api().session("lxd", Map.of("command", List.of("true"), "interactive", false));
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), api().base().getPort())) {
            var in = new DataInputStream(socket.getInputStream());
            upgrade(socket, in, session);

            var exit = read(in);
            while (!exit.payload.contains("\"exit\"") || exit.payload.contains("attached")) {
                exit = read(in);
            }
            assertThat(read(in)).isEqualTo(new Message(PING, "\u0001"));
            socket.setSoTimeout(300);
            assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);

            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(new byte[] {(byte) 0x8a, (byte) 0x81, 0, 0, 0, 0, 1});
            assertThat(read(in).opcode).isEqualTo(CLOSE);
        }
    }

    private static void upgrade(Socket socket, DataInputStream in, String session) throws IOException {
        var request = """
                GET /api/v1/sessions/%s/attach HTTP/1.1
                Host: 127.0.0.1:%d
                Authorization: Bearer %s
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Protocol: exec.v1
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==

                """.formatted(session, socket.getPort(), TOKEN).replace("\n", "\r\n");
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        assertThat(head).startsWith("HTTP/1.1 101");
    }

    private static Message read(DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte();
        return new Message(
                opcode, new String(in.readNBytes(length < 126 ? length : in.readUnsignedShort()), ISO_8859_1));
    }
}
