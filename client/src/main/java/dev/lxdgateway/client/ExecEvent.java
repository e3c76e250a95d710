package dev.lxdgateway.client;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a command brings: output, and in the end its exit. */
public sealed interface ExecEvent extends AttachmentEvent {

    /** A piece of output. Text may be split within a character, so that bytes are what to put together. */
    final class Output implements ExecEvent {

        private final StdStream stream;
        private final byte[] bytes;

        Output(StdStream stream, byte[] bytes) {
            this.stream = stream;
            this.bytes = bytes;
        }

        /** Which stream it is of. */
        public StdStream stream() {
            return stream;
        }

        /** The bytes, which are the receiver's own. */
        public byte[] bytes() {
            return bytes;
        }

        /** The bytes as UTF-8. */
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Output output && output.stream == stream && Arrays.equals(output.bytes, bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes of " + stream.word();
        }
    }

    /** The end, always the last. */
    record Exited(Exit exit) implements ExecEvent {}
}
