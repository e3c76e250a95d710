package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Api.Answer;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OpenIdProvider;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.RotatingKey;
import dev.lxdgateway.support.WithGateway;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Machines with the JWTs of a provider. */
@TestInstance(Lifecycle.PER_CLASS)
final class JwtIT extends WithGateway {

    private static final String AUDIENCE = "https://gateway.example";
    private static final OpenIdProvider PROVIDER = OpenIdProvider.start();

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        var policy = Path.of("src/test/resources/access/login-policy.yaml").toAbsolutePath();
        registry.add("gateway.access.policy", policy::toString);
        registry.add("gateway.access.jwt.issuer", PROVIDER::issuer);
        registry.add("gateway.access.jwt.audience", () -> AUDIENCE);
    }

    @AfterAll
    void stopProvider() {
        PROVIDER.close();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(PROVIDER.issuer())
                .audience(AUDIENCE)
                .subject("4711")
                .claim("preferred_username", "build")
                .claim("groups", List.of("developers"))
                .claim("exp", in(Duration.ofMinutes(5)));
    }

    private static long in(Duration time) {
        return Instant.now().plus(time).getEpochSecond();
    }

    private static Answer me(Api api, String token) {
        return api.call("GET", "/api/v1/me", null, Map.of("Authorization", "Bearer " + token));
    }

    @Test
    void areKnownByNameAndGroups() {
        var token = PROVIDER.sign(claims().build());
        var machine = new Api(api().base(), token);

        assertThat(me(api(), token).json().path("name").asString()).isEqualTo("user:build");
        assertThat(machine.exec(Lab.get().remotes().getFirst(), "true")
                        .path("exitCode")
                        .asInt())
                .isZero();
    }

    @Test
    void areAskedForWhereMachinesLook() {
        var answer = api().call("GET", "/.well-known/oauth-protected-resource", null, Map.of("Authorization", ""));

        assertThat(answer.json().path("authorization_servers").path(0).asString())
                .isEqualTo(PROVIDER.issuer());
        assertThat(answer.json()
                        .path("tls_client_certificate_bound_access_tokens")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void areKnownByTheirSubjectWhereTheyHaveNoOtherName() {
        var token = PROVIDER.sign(claims().claim("preferred_username", null).build());

        assertThat(me(api(), token).json().path("name").asString()).isEqualTo("user:4711");
    }

    @Test
    void mayComeFromAClockThatIsABitOff() {
        var token =
                PROVIDER.sign(claims().claim("exp", in(Duration.ofSeconds(-30))).build());

        assertThat(me(api(), token).status()).isEqualTo(200);
    }

    static Stream<Arguments> bad() throws JOSEException {
        var other = RotatingKey.newKey(PROVIDER.key().getKeyID());
        var hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(other.getKeyID())
                        .build(),
                claims().build());
        hmac.sign(new MACSigner(PROVIDER.key().toPublicJWK().toJSONString()));
        return Stream.of(
                Arguments.of(
                        "expired",
                        PROVIDER.sign(claims().claim("exp", in(Duration.ofMinutes(-2)))
                                .build())),
                Arguments.of(
                        "without end", PROVIDER.sign(claims().claim("exp", null).build())),
                Arguments.of(
                        "not yet good",
                        PROVIDER.sign(
                                claims().claim("nbf", in(Duration.ofMinutes(3))).build())),
                Arguments.of(
                        "for somebody else",
                        PROVIDER.sign(claims().audience("gateway").build())),
                Arguments.of(
                        "for nobody",
                        PROVIDER.sign(claims().audience((String) null).build())),
                Arguments.of(
                        "of another issuer",
                        PROVIDER.sign(claims().issuer("http://localhost:1").build())),
                Arguments.of(
                        "of a name that is none",
                        PROVIDER.sign(
                                claims().claim("preferred_username", "a\nb").build())),
                Arguments.of("not signed", new PlainJWT(claims().build()).serialize()),
                Arguments.of("signed with another key", OpenIdProvider.sign(claims().build(), other)),
                Arguments.of("signed with the public key", hmac.serialize()),
                Arguments.of("no JWT but for the look", "eyJ.e30.x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void areRefusedThatAre(String what, String token) {
        var answer = me(api(), token);

        assertThat(answer.status()).as(what).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthorized");
        assertThat(answer.json().path("detail").asString()).isEqualTo("The token is not valid");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void areGoodWithTheIssuersKeyOfNowAlone() {
        var old = PROVIDER.sign(claims().build());
        assertThat(me(api(), old).status()).isEqualTo(200);

        PROVIDER.rotateKeys();

        assertThat(me(api(), PROVIDER.sign(claims().build())).status()).isEqualTo(200);
        assertThat(me(api(), old).status()).isEqualTo(401);
    }

    @Test
    void cannotBeToldWhileTheIssuerIsDown() {
        var token = PROVIDER.sign(claims().build());
        PROVIDER.goAway();
        try (var gateway = OwnGateway.start(
                "--gateway.remotes.none.socket=/nonexistent/unix.socket",
                "--gateway.access.jwt.issuer=" + PROVIDER.issuer(),
                "--gateway.access.jwt.audience=" + AUDIENCE)) {
            var answer = me(gateway.api(), token);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("login-unavailable");
            assertThat(gateway.api().get("/api/v1/me").status()).isEqualTo(200);

            PROVIDER.back();

            assertThat(me(gateway.api(), token).status()).isEqualTo(200);
        } finally {
            PROVIDER.back();
        }
    }
}
