package dev.lxdgateway.exec;

import static dev.lxdgateway.exec.ExecCase.pipes;
import static dev.lxdgateway.exec.ExecCase.shell;
import static dev.lxdgateway.exec.Step.await;
import static dev.lxdgateway.exec.Step.eof;
import static dev.lxdgateway.exec.Step.type;
import static dev.lxdgateway.exec.Step.typeByByte;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stdin, stdout and stderr of pipes: each whole, each for itself, each byte as it is. */
final class Streams {

    private static final int[] SIZES = {1, 4095, 4096, 4097, 32767, 32768, 32769, 65535, 65536, 65537, 1_000_000};

    private static final byte[] MEGABYTE = bytes(1_000_000);

    private Streams() {}

    static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    static String lines(int count, String end) {
        return IntStream.rangeClosed(1, count).mapToObj(line -> line + end).collect(Collectors.joining());
    }

    static List<ExecCase> cases() {
        return Stream.of(
                        IntStream.of(SIZES).mapToObj(Streams::writes),
                        IntStream.of(0, 1, 4096, 65537, 1_000_000).mapToObj(Streams::carries),
                        outputs(),
                        inputs())
                .flatMap(cases -> cases)
                .toList();
    }

    private static ExecCase writes(int size) {
        return shell("D5 %d bytes".formatted(size), "head -c %d /dev/zero; exit 3".formatted(size))
                .outBytes(new byte[size])
                .code(3);
    }

    private static ExecCase carries(int size) {
        return pipes("D11 %d bytes through cat".formatted(size), "cat")
                .stdin(bytes(size))
                .outBytes(bytes(size));
    }

    private static Stream<ExecCase> outputs() {
        return Stream.of(
                shell("D9 the streams apart", "echo out; echo err >&2; exit 7")
                        .out("out\n")
                        .err("err\n")
                        .code(7),
                shell("stderr only", "echo err >&2").out("").err("err\n").code(0),
                shell("no output", ":").out("").err("").code(0),
                shell("no newline at the end", "printf end").out("end"),
                shell("newlines only", "printf '\\n\\n\\n'").out("\n\n\n"),
                shell("NUL bytes", "printf 'a\\000b\\000'").out("a\0b\0"),
                shell("D21 bytes that are no text", "printf '\\000\\377\\033[31m'")
                        .outBytes("\0\u00ff\u001b[31m".getBytes(ISO_8859_1)),
                shell("carriage returns", "printf 'a\\r\\nb\\rc\\n'").out("a\r\nb\rc\n"),
                shell("UTF-8", "printf 'äöü€😀'").out("äöü€😀"),
                shell("half of a character", "printf '\\303'").outBytes("\u00c3".getBytes(ISO_8859_1)),
                shell("a character in two writes", "printf '\\303'; sleep 0.1; printf '\\244'")
                        .out("ä"),
                pipes("D5 many lines", "seq", "1", "200000").out(lines(200_000, "\n")),
                shell("one long line", "head -c 500000 /dev/zero | tr '\\0' x").out("x".repeat(500_000)),
                shell("both streams by turns", "for i in 1 2 3 4 5; do echo o$i; echo e$i >&2; done")
                        .out(Stream.of(1, 2, 3, 4, 5).map(i -> "o" + i + "\n").collect(Collectors.joining()))
                        .err(Stream.of(1, 2, 3, 4, 5).map(i -> "e" + i + "\n").collect(Collectors.joining())),
                shell("much on both", "seq 1 30000 & seq 1 30000 >&2; wait")
                        .out(lines(30_000, "\n"))
                        .err(lines(30_000, "\n")),
                shell("stderr into stdout", "{ echo a; echo b >&2; } 2>&1")
                        .out("a\nb\n")
                        .err(""),
                shell("stdout closed by the program", "exec >&-; echo err >&2; exit 3")
                        .out("")
                        .err("err\n")
                        .code(3),
                shell("stderr closed by the program", "exec 2>&-; echo out; exit 3")
                        .out("out\n")
                        .err("")
                        .code(3),
                shell("all streams closed by the program", "exec <&- >&- 2>&-; exit 4")
                        .out("")
                        .err("")
                        .code(4),
                shell("work after closing", "exec <&- >&- 2>&-; sleep 0.4; exit 5")
                        .out("")
                        .code(5),
                shell("a write to a closed stdout", "exec >&-; echo x; exit $?").out(""),
                shell("a reader that leaves early", "yes | head -n 2")
                        .out("y\ny\n")
                        .code(0),
                shell("by /dev/stdout and /dev/stderr", "echo o >/dev/stdout; echo e >/dev/stderr"),
                shell("slow output", "for i in 1 2 3; do echo $i; sleep 0.1; done")
                        .out("1\n2\n3\n"));
    }

    private static Stream<ExecCase> inputs() {
        return Stream.of(
                shell("D10 stdin that is empty", "cat; echo end").out("end\n"),
                shell("read at the end of stdin", "read x; echo $?").out("1\n"),
                shell("stdin without a newline", "cat").stdin("x").out("x"),
                shell("NUL bytes in stdin", "wc -c").stdin("\0\0\0").outHas("3"),
                shell("D13 stdin that nobody wants", "exit 2").stdin(MEGABYTE).code(2),
                pipes("D13 a program that reads the beginning", "head", "-c", "10")
                        .stdin(MEGABYTE)
                        .outBytes(bytes(1_000_000, 10)),
                pipes("a digest of stdin", "sha256sum").stdin(MEGABYTE).out(Sha256.hex(MEGABYTE) + "  -\n"),
                shell("D11 output after the end of stdin", "cat >/dev/null; seq 1 20000; exit 5")
                        .stdin(MEGABYTE)
                        .out(lines(20_000, "\n"))
                        .code(5),
                shell("output while stdin comes", "tee /dev/stderr | wc -c")
                        .stdin(MEGABYTE)
                        .outHas("1000000"),
                shell("stdin for a child", "echo first; cat | sed s/a/b/")
                        .stdin("aaa\n")
                        .out("first\nbaa\n"),
                shell("stdin in parts", "read a; read b; echo $b$a")
                        .stdin("1\n2\n")
                        .out("21\n"),
                shell("stdin closed by the program", "exec <&-; echo out; exit 6")
                        .stdin(MEGABYTE)
                        .out("out\n")
                        .code(6),
                shell("an answer before the end of stdin", "read a; echo got $a; read b; echo got $b")
                        .steps(type("1\n"), await("got 1"), type("2\n"))
                        .out("got 1\ngot 2\n")
                        .code(0),
                shell("the end of stdin while it works", "echo ready; cat; echo end")
                        .steps(await("ready"), type("more"), eof())
                        .out("ready\nmoreend\n"),
                shell("half-close, then output", "cat; sleep 0.3; echo later; exit 9")
                        .steps(type("in\n"), await("in"), eof())
                        .out("in\nlater\n")
                        .code(9),
                shell("an end with stdin still open", "echo ready; exit 3")
                        .steps(await("ready"))
                        .out("ready\n")
                        .code(3),
                shell("the byte 4 is a byte", "cat | od -An -tx1")
                        .steps(type("\u0004\n"), eof())
                        .out(" 04 0a\n"),
                shell("the byte 3 is a byte", "cat | od -An -tx1")
                        .steps(type("\u0003"), eof())
                        .out(" 03\n"),
                shell("D20 input byte by byte", "cat")
                        .steps(typeByByte("ä€😀"), eof())
                        .out("ä€😀"));
    }

    private static byte[] bytes(int length, int first) {
        return Arrays.copyOf(bytes(length), first);
    }
}
