package dev.lxdgateway.client;

/**
 * An instance that the caller may run commands in.
 *
 * @param name its name
 * @param remote the server
 * @param project the server's project
 * @param type {@code container} or {@code virtual-machine}
 * @param status such as {@code Running}
 */
public record InstanceInfo(String name, String remote, String project, String type, String status) {}
