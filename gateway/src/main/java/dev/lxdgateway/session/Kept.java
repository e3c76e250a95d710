package dev.lxdgateway.session;

/**
 * What is kept of one stream, in offsets that count the stream's own bytes.
 *
 * @param start offset of the first byte that is kept
 * @param end offset of the next byte to come
 */
public record Kept(long start, long end) {}
