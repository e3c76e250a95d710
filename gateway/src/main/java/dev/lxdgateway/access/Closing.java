package dev.lxdgateway.access;

/** Ends the watch over something that has ended by itself. */
@FunctionalInterface
public interface Closing extends AutoCloseable {

    @Override
    void close();
}
