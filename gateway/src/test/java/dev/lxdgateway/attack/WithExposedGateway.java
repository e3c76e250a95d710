package dev.lxdgateway.attack;

import org.springframework.test.context.TestPropertySource;

/** Attacks on a gateway behind a proxy on this machine, with the limits on logins that it has by default, and short ones on time. */
@TestPropertySource(
        properties = {
            "gateway.access.trusted-proxies=127.0.0.1,10.0.0.0/8",
            "gateway.access.login-attempts=10",
            "gateway.access.login-attempts-total=1000",
            "gateway.connections.head-time=2s"
        })
abstract class WithExposedGateway extends WithVictim {}
