package dev.lxdgateway.client;

/**
 * What the gateway counted of a stream.
 *
 * @param bytes how many there were
 * @param sha256 their digest, in hexadecimal
 */
public record StreamSum(long bytes, String sha256) {}
