package dev.lxdgateway.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;

/**
 * A real OpenID provider on a loopback port: ann is one of its developers, and bob of its guests. It has another host name
 * than the gateways of the tests, since browsers take names for sites, whatever the port.
 */
public final class OpenIdProvider implements AutoCloseable {

    public static final String NAME = "Test Provider";
    public static final String PASSWORD = "the-password-of-the-tests";

    private static final String REGISTRATION = "spring.security.oauth2.client.registration.test.";

    private final ConfigurableApplicationContext context;
    private final TcpProxy network;
    private final Set<URI> gateways = ConcurrentHashMap.newKeySet();

    private OpenIdProvider(ConfigurableApplicationContext context, TcpProxy network) {
        this.context = context;
        this.network = network;
    }

    public static OpenIdProvider start() {
        var context = new SpringApplication(OpenIdProviderBeans.class)
                .run(
                        "--spring.config.name=none",
                        "--spring.main.banner-mode=off",
                        "--server.address=127.0.0.1",
                        "--server.port=0",
                        "--springdoc.api-docs.enabled=false",
                        "--spring.autoconfigure.exclude=" + OpenIdProviderBeans.NOT_NEEDED);
        var server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
        return new OpenIdProvider(context, TcpProxy.to(URI.create("http://127.0.0.1:" + server.getPort())));
    }

    public String issuer() {
        return "http://localhost:" + network.base().getPort();
    }

    /** What a gateway must be told to let people in by it. */
    public Map<String, String> settings() {
        return Map.of(
                REGISTRATION + "client-id",
                OpenIdProviderBeans.CLIENT,
                REGISTRATION + "client-secret",
                OpenIdProviderBeans.SECRET,
                REGISTRATION + "client-name",
                NAME,
                REGISTRATION + "scope",
                "openid,profile",
                "spring.security.oauth2.client.provider.test.issuer-uri",
                issuer());
    }

    /** Lets people come back to that gateway. */
    public void register(URI gateway) {
        gateways.add(gateway);
        context.getBean(InMemoryRegisteredClientRepository.class).save(OpenIdProviderBeans.client(gateways));
    }

    /** From now on it has another key, and has forgotten the old one. */
    public void rotateKeys() {
        keys().rotate();
    }

    /** A JWT of those claims, signed with the key of now. */
    public String sign(JWTClaimsSet claims) {
        return sign(claims, keys().current());
    }

    public static String sign(JWTClaimsSet claims, RSAKey key) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID());
        var jwt = new SignedJWT(header.build(), claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    public RSAKey key() {
        return keys().current();
    }

    private RotatingKey keys() {
        return context.getBean(RotatingKey.class);
    }

    public void goAway() {
        network.goAway();
    }

    public void back() {
        network.back();
    }

    @Override
    public void close() {
        network.close();
        context.close();
    }
}
