package dev.lxdgateway.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the gateway.
 *
 * @param adminToken the administrator's token; without it the one in admin-token-file
 * @param adminTokenFile where the token is kept that is generated at the first start
 * @param adminTokenEnabled whether the administrator's token is good for anything; false switches it off
 * @param policy a file of rules for all others; without one they may do nothing
 * @param allowedOrigins origins of pages that may use the gateway, beside its own
 */
@ConfigurationProperties("gateway.access")
record AccessProperties(
        @Nullable String adminToken,

        @DefaultValue("${user.home}/.local/state/lxd-gateway/admin-token")
        Path adminTokenFile,

        @DefaultValue("true") boolean adminTokenEnabled,
        @Nullable Path policy,
        @DefaultValue List<URI> allowedOrigins) {

    @Override
    public String toString() {
        return "AccessProperties[adminToken=%s, adminTokenFile=%s, adminTokenEnabled=%s, policy=%s, allowedOrigins=%s]"
                .formatted(
                        adminToken == null ? "none" : "***", adminTokenFile, adminTokenEnabled, policy, allowedOrigins);
    }
}
