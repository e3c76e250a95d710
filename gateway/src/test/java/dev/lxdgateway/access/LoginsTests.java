package dev.lxdgateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.policy.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.convert.ConversionService;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

class LoginsTests {

    private static final LoggedIn ANN = LoggedIn.of(
            Identity.of(
                    Subject.user("ann", Set.of("developers")),
                    new Credential.Login("near", Instant.parse("2026-11-23T10:00:00Z"))),
            new OidcIdToken("a.b.c", null, null, Map.of("sub", "1", "email", "ann@example.com")));

    private final Instant now = Instant.now();

    private final DataSource source =
            new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    private final JdbcClient database = JdbcClient.create(source);
    private final ApiTokens tokens = new ApiTokens(database, new JsonMapper(), () -> now);
    private final Logins logins = new Logins(database, new Credentials(null, tokens), tokens, null, () -> now);
    private final ConversionService conversion = new LoginSessions().springSessionConversionService();

    @BeforeEach
    void makeTables() {
        Flyway.configure().dataSource(source).load().migrate();
    }

    @Test
    void areGoodWhileTheirSessionIs() {
        var sessions = new JdbcIndexedSessionRepository(
                new JdbcTemplate(source), new TransactionTemplate(new JdbcTransactionManager(source)));
        sessions.setTableName("login_session");
        sessions.setConversionService(conversion);
        sessions.setSessionIdGenerator(() -> Digests.sha256(UUID.randomUUID().toString()));
        sessions.afterPropertiesSet();
        SessionRepository<? extends Session> known = sessions;
        checkLife(known);
        sessions.destroy();
    }

    private <S extends Session> void checkLife(SessionRepository<S> sessions) {
        var session = sessions.createSession();
        session.setAttribute("who", ANN);
        sessions.save(session);

        assertThat(logins.isGood(session.getId())).isTrue();
        Object kept = Objects.requireNonNull(sessions.findById(session.getId())).getAttribute("who");
        assertThat(kept).isEqualTo(ANN);

        session.setMaxInactiveInterval(Duration.ofSeconds(1));
        session.setLastAccessedTime(now.minusSeconds(2));
        sessions.save(session);
        assertThat(logins.isGood(session.getId())).isFalse();

        sessions.deleteById(session.getId());
        assertThat(logins.isGood(session.getId())).isFalse();
    }

    @Test
    void areGoodWhileTheirCredentialIs() {
        var token = tokens.create("ci", Duration.ofHours(1), Scope.ALL, "admin").token();
        assertThat(logins.isGood(new Credential.Token(token.id()))).isTrue();
        tokens.revoke(token.id());

        assertThat(logins.isGood(new Credential.Token(token.id()))).isFalse();
        assertThat(logins.isGood(new Credential.AdminToken("0a0b0c0d"))).isFalse();
        assertThat(logins.isGood(new Credential.Login("gone", now.plusSeconds(1))))
                .isFalse();
        assertThat(logins.isGood(new Credential.Bearer(now.plusSeconds(1)))).isTrue();
        assertThat(logins.isGood(new Credential.Bearer(now))).isFalse();
    }

    @Test
    void ofAnotherVersionAreNone() {
        assertThat(conversion.convert(new byte[] {1, 2, 3}, Object.class)).isNull();
    }
}
