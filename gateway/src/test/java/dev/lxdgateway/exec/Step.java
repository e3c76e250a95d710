package dev.lxdgateway.exec;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Something that is done while a command runs. */
interface Step extends Consumer<Running> {

    /** Waits for the output to hold a text. */
    static Step await(String text) {
        return running -> running.await(text);
    }

    /** Types a text, or writes it to stdin. */
    static Step type(String text) {
        return input(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Types byte by byte, each in a frame of its own. */
    static Step typeByByte(String text) {
        return running -> {
            for (byte single : text.getBytes(StandardCharsets.UTF_8)) {
                running.input(new byte[] {single});
            }
        };
    }

    static Step input(byte[] input) {
        return running -> running.input(input);
    }

    /** Ends stdin; in a terminal types ^D. */
    static Step eof() {
        return Running::eof;
    }

    /** Sends a signal by its name without SIG. */
    static Step signal(String name) {
        return running -> running.signal(name);
    }

    static Step resize(int cols, int rows) {
        return running -> running.resize(cols, rows);
    }

    /** Goes away without a word. */
    static Step vanish() {
        return Running::vanish;
    }
}
