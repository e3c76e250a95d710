package dev.lxdgateway.session;

/**
 * What came of one stream.
 *
 * @param bytes how many bytes
 * @param sha256 their SHA-256 in hexadecimal
 */
public record StreamSum(long bytes, String sha256) {}
