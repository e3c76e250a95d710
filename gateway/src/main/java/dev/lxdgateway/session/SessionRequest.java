package dev.lxdgateway.session;

import dev.lxdgateway.lxd.ExecRequest;

/**
 * What to run, where, and for whom.
 *
 * @param owner name of the caller who asks
 * @param remote the server's configured name
 * @param exec the command
 * @param quota what the owner may use
 */
public record SessionRequest(String owner, String remote, ExecRequest exec, Quota quota) {}
