package dev.lxdgateway.session;

import java.util.Locale;
import java.util.Optional;

/**
 * A Linux signal (x86 and ARM numbers), 1 to 64.
 *
 * @param number its number
 */
public record Signal(int number) {

    public static final Signal HUP = new Signal(1);
    public static final Signal INT = new Signal(2);
    public static final Signal QUIT = new Signal(3);
    public static final Signal KILL = new Signal(9);
    public static final Signal TERM = new Signal(15);

    private static final int COUNT = 64;
    private static final int FIRST_REAL_TIME = 34;

    private static final String[] NAMES = {
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS"
    };

    public Signal {
        if (number < 1 || number > COUNT) {
            throw new IllegalArgumentException("there is no signal %d; signals are 1 to 64".formatted(number));
        }
    }

    /**
     * The signal of a name with or without SIG ({@code TERM}, {@code SIGTERM}, {@code RTMIN+1}, {@code RTMAX-2}) or of a
     * number ({@code 15}).
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Signal parse(String text) {
        var name = text.strip().toUpperCase(Locale.ROOT);
        if (name.matches("[0-9]{1,9}")) {
            return new Signal(Integer.parseInt(name));
        }
        var plain = name.startsWith("SIG") ? name.substring(3) : name;
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(plain)) {
                return new Signal(i + 1);
            }
        }
        if (plain.matches("RTMIN(\\+[0-9]{1,2})?")) {
            return realTime(text, FIRST_REAL_TIME + offset(plain));
        }
        if (plain.matches("RTMAX(-[0-9]{1,2})?")) {
            return realTime(text, COUNT + offset(plain));
        }
        throw unknown(text);
    }

    private static int offset(String name) {
        var offset = name.substring("RTMIN".length());
        return offset.isEmpty() ? 0 : Integer.parseInt(offset);
    }

    private static Signal realTime(String text, int number) {
        if (number < FIRST_REAL_TIME || number > COUNT) {
            throw unknown(text);
        }
        return new Signal(number);
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "there is no signal '%.40s'; use a name such as TERM or a number from 1 to 64".formatted(text));
    }

    /** The signal that an exit code speaks of, by the shells' convention of 128 + number. */
    public static Optional<Signal> ofExitCode(int code) {
        return code > 128 && code <= 128 + COUNT ? Optional.of(new Signal(code - 128)) : Optional.empty();
    }

    /** Whether it is sent to have a program stop what it does at once. */
    boolean interrupts() {
        return this.equals(INT) || this.equals(QUIT) || this.equals(KILL);
    }

    /** Its name without SIG. */
    public String name() {
        if (number <= NAMES.length) {
            return NAMES[number - 1];
        }
        return number < FIRST_REAL_TIME ? String.valueOf(number) : "RTMIN+" + (number - FIRST_REAL_TIME);
    }

    @Override
    public String toString() {
        return name();
    }
}
