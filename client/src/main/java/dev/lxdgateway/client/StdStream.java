package dev.lxdgateway.client;

/** A stream that a process writes to; in a terminal everything is stdout. */
public enum StdStream {
    STDOUT("stdout"),
    STDERR("stderr");

    private final String word;

    StdStream(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
