package dev.lxdgateway.attack;

import static dev.lxdgateway.attack.RawSocket.BINARY;
import static dev.lxdgateway.attack.RawSocket.COMPRESSED;
import static dev.lxdgateway.attack.RawSocket.CONTINUATION;
import static dev.lxdgateway.attack.RawSocket.FIN;
import static dev.lxdgateway.attack.RawSocket.PING;
import static dev.lxdgateway.attack.RawSocket.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** WebSocket frames that are too large, never end, are no frames, or hold more than one sees. */
class FramesIT extends WithVictim {

    private static final int TOO_LARGE = 1009;
    private static final int NO_PROTOCOL = 1002;
    private static final int NO_TEXT = 1007;
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";

    private RawSocket attach(String... headers) {
        return RawSocket.attach(api(), session, headers);
    }

    private static byte[] zerosDeflated(int megabytes) {
        var zeros = new byte[1024 * 1024];
        var deflated = new ByteArrayOutputStream();
        var piece = new byte[64 * 1024];
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            for (int i = 0; i < megabytes; i++) {
                deflater.setInput(zeros);
                while (!deflater.needsInput()) {
                    deflated.write(piece, 0, deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH));
                }
            }
        }
        return deflated.toByteArray();
    }

    @Test
    void mayBeAMegabyte() {
        for (int kind : new int[] {TEXT, BINARY}) {
            try (var socket = attach()) {
                socket.frame(FIN | kind, new byte[1024 * 1024 + 1]);
                assertThat(socket.awaitClose()).isEqualTo(TOO_LARGE);
            }
        }
    }

    @Test
    void mayNotSayThatTheyAreHuge() {
        for (long length : new long[] {1L << 32, Long.MAX_VALUE}) {
            try (var socket = attach()) {
                socket.frame(FIN | BINARY, true, length, new byte[10]);
                assertThat(socket.awaitClose()).as("%d", length).isIn(TOO_LARGE, NO_PROTOCOL);
            }
        }
    }

    @Test
    void mustEnd() {
        try (var socket = attach()) {
            int sent = 0;
            boolean open = socket.frame(BINARY, new byte[64 * 1024]);
            while (open && sent < 2_000) {
                open = socket.frame(CONTINUATION, new byte[64 * 1024]);
                sent++;
            }
            assertThat(sent).as("pieces of 64 KiB").isLessThan(2_000);
        }
        try (var socket = attach()) {
            boolean open = socket.frame(BINARY, new byte[0]);
            for (int i = 0; open && i < 20_000; i++) {
                open = socket.frame(CONTINUATION, new byte[0]);
            }
            socket.frame(FIN | CONTINUATION, new byte[0]);
            assertThat(socket.awaitClose()).isIn(4400, TOO_LARGE, NO_PROTOCOL);
        }
    }

    @Test
    void areNoBombs() {
        var bomb = zerosDeflated(1024);
        assertThat(bomb).hasSizeLessThan(4 * 1024 * 1024);

        for (int kind : new int[] {TEXT, BINARY}) {
            try (var socket = attach(DEFLATE)) {
                socket.frame(FIN | COMPRESSED | kind, bomb);
                assertThat(socket.awaitClose()).isEqualTo(TOO_LARGE);
            }
        }
    }

    @Test
    void areNoBombsInPieces() {
        var bomb = zerosDeflated(256);
        try (var socket = attach(DEFLATE)) {
            boolean open = socket.frame(COMPRESSED | BINARY, bomb);
            for (int i = 0; open && i < 50; i++) {
                open = socket.frame(CONTINUATION, bomb);
            }
            assertThat(socket.awaitClose()).isIn(TOO_LARGE, 1006);
        }
    }

    @Test
    void mustBeFrames() {
        try (var socket = attach()) {
            socket.frame(FIN | BINARY, false, 2, new byte[2]);
            assertThat(socket.awaitClose()).as("without a mask").isEqualTo(NO_PROTOCOL);
        }
        try (var socket = attach()) {
            socket.frame(FIN | 5, new byte[2]);
            assertThat(socket.awaitClose()).as("of a kind that there is not").isEqualTo(NO_PROTOCOL);
        }
        try (var socket = attach()) {
            socket.frame(FIN | COMPRESSED | BINARY, new byte[2]);
            assertThat(socket.awaitClose()).as("compressed without leave").isEqualTo(NO_PROTOCOL);
        }
        try (var socket = attach()) {
            socket.frame(FIN | PING, new byte[126]);
            assertThat(socket.awaitClose()).as("a large ping").isEqualTo(NO_PROTOCOL);
        }
        try (var socket = attach()) {
            socket.frame(FIN | CONTINUATION, new byte[2]);
            assertThat(socket.awaitClose()).as("the middle of nothing").isEqualTo(NO_PROTOCOL);
        }
        try (var socket = attach()) {
            socket.frame(FIN | TEXT, new byte[] {(byte) 0xff, (byte) 0xfe});
            assertThat(socket.awaitClose()).as("text that is none").isEqualTo(NO_TEXT);
        }
        try (var socket = attach(DEFLATE)) {
            socket.frame(FIN | COMPRESSED | BINARY, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0, 7});
            assertThat(socket.awaitClose()).as("deflated that is not").isIn(NO_TEXT, NO_PROTOCOL, 1011, 1006);
        }
    }

    @Test
    void keepNobodyElseWaiting() {
        try (var socket = attach()) {
            for (int i = 0; i < 50_000; i++) {
                socket.frame(FIN | PING, new byte[] {1});
            }
            assertThat(api().exec(remote(), "true").path("exitCode").asInt()).isZero();
        }
    }
}
