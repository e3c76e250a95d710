package dev.lxdgateway.client;

/**
 * The size of a terminal.
 *
 * @param cols columns
 * @param rows rows
 */
public record TerminalSize(int cols, int rows) {

    public TerminalSize {
        if (cols < 1 || rows < 1) {
            throw new IllegalArgumentException("a terminal of %d columns and %d rows".formatted(cols, rows));
        }
    }
}
