package dev.lxdgateway.lxd;

/** An output stream of an exec. With a terminal everything is on {@link #STDOUT}. */
public enum Stream {
    STDOUT,
    STDERR
}
