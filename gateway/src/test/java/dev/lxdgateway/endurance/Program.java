package dev.lxdgateway.endurance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A command that ends as fast as it can, and whose output tells by itself whether all of it has come. */
sealed interface Program {

    List<String> command();

    /** How many bytes it writes to stdout. */
    int length();

    boolean isWhole(byte[] stdout, byte[] stderr);

    /** Whether that may be the beginning of its output, as far as one can know. */
    boolean mayBeginWith(byte[] stdout);

    /** {@code seq 1 last}, of which every byte is known. */
    record Numbers(int last, boolean terminal) implements Program {

        @Override
        public List<String> command() {
            return List.of("seq", "1", String.valueOf(last));
        }

        private byte[] output() {
            var end = terminal ? "\r\n" : "\n";
            return IntStream.rangeClosed(1, last)
                    .mapToObj(number -> number + end)
                    .collect(Collectors.joining())
                    .getBytes(US_ASCII);
        }

        @Override
        public int length() {
            return output().length;
        }

        @Override
        public boolean isWhole(byte[] stdout, byte[] stderr) {
            return Arrays.equals(stdout, output()) && stderr.length == 0;
        }

        @Override
        public boolean mayBeginWith(byte[] stdout) {
            var output = output();
            return stdout.length <= output.length && Arrays.equals(stdout, 0, stdout.length, output, 0, stdout.length);
        }
    }

    /** Random bytes, after what the instance says is their SHA-256. */
    record HashThenBytes(int size, boolean terminal) implements Program {

        @Override
        public List<String> command() {
            return shell(terminal, """
                    f=/tmp/hunt.$$; head -c %d /dev/urandom >$f; sha256sum <$f
                    exec 3<$f; rm $f; exec cat <&3""".formatted(size));
        }

        @Override
        public int length() {
            return Digests.LINE + size;
        }

        @Override
        public boolean isWhole(byte[] stdout, byte[] stderr) {
            return stdout.length == length()
                    && stderr.length == 0
                    && Digests.isOf(
                            Arrays.copyOf(stdout, Digests.LINE),
                            Arrays.copyOfRange(stdout, Digests.LINE, stdout.length));
        }

        @Override
        public boolean mayBeginWith(byte[] stdout) {
            return stdout.length <= length();
        }
    }

    /** Random bytes straight from their source, and after them, on stderr if it is one of its own, their SHA-256. */
    record BytesThenHash(int size, boolean terminal) implements Program {

        @Override
        public List<String> command() {
            return shell(terminal, """
                    f=/tmp/hunt.$$; mkfifo $f; sha256sum <$f >$f.sum & head -c %d /dev/urandom | tee $f
                    wait; exec 3<$f.sum; rm $f $f.sum; exec cat <&3 %s""".formatted(size, terminal ? "" : ">&2"));
        }

        @Override
        public int length() {
            return terminal ? size + Digests.LINE : size;
        }

        @Override
        public boolean isWhole(byte[] stdout, byte[] stderr) {
            if (stdout.length != length()) {
                return false;
            }
            return terminal
                    ? stderr.length == 0
                            && Digests.isOf(
                                    Arrays.copyOfRange(stdout, size, stdout.length), Arrays.copyOf(stdout, size))
                    : Digests.isOf(stderr, stdout);
        }

        @Override
        public boolean mayBeginWith(byte[] stdout) {
            return stdout.length <= length();
        }
    }

    private static List<String> shell(boolean terminal, String script) {
        return List.of("sh", "-c", terminal ? "stty raw -echo; " + script : script);
    }
}
