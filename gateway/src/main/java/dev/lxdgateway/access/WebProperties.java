package dev.lxdgateway.access;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway is reached, and how often one may be wrong about a credential.
 *
 * @param trustedProxies addresses and networks (such as 10.0.0.0/8) of proxies whose X-Forwarded headers are believed; nobody's unless given
 * @param secureCookies whether cookies are for TLS only: auto decides by how the request came, after what a trusted proxy says
 * @param loginAttempts how many wrong credentials an address may try in a minute
 * @param loginAttemptsTotal how many all addresses together may, before those that have never been right must wait
 */
@ConfigurationProperties("gateway.access")
record WebProperties(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("auto") SecureCookies secureCookies,
        @DefaultValue("10") int loginAttempts,
        @DefaultValue("1000") int loginAttemptsTotal) {

    WebProperties {
        if (loginAttempts < 1 || loginAttemptsTotal < loginAttempts) {
            throw new IllegalArgumentException("gateway.access.login-attempts must be at least 1, and "
                    + "gateway.access.login-attempts-total no less than that");
        }
    }
}
