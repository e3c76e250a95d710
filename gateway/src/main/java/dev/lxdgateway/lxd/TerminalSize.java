package dev.lxdgateway.lxd;

/**
 * A terminal's size in character cells, clamped to what a tty can have (1 to 65535).
 *
 * @param cols columns
 * @param rows rows
 */
public record TerminalSize(int cols, int rows) {

    public TerminalSize {
        cols = Math.clamp(cols, 1, 65_535);
        rows = Math.clamp(rows, 1, 65_535);
    }
}
