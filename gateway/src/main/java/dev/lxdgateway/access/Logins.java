package dev.lxdgateway.access;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows what is still good of what people and machines signed in with. */
final class Logins {

    private final JdbcClient database;
    private final Credentials credentials;
    private final ApiTokens tokens;
    private final @Nullable OidcProvider provider;
    private final InstantSource clock;

    /** @param provider null where there is none */
    Logins(
            JdbcClient database,
            Credentials credentials,
            ApiTokens tokens,
            @Nullable OidcProvider provider,
            InstantSource clock) {
        this.database = database;
        this.credentials = credentials;
        this.tokens = tokens;
        this.provider = provider;
        this.clock = clock;
    }

    /** Whether that HTTP session has neither ended nor expired. To ask is no use of it. */
    boolean isGood(String login) {
        return database.sql("SELECT COUNT(*) FROM login_session WHERE session_id = ? AND expiry_time > ?")
                        .params(login, clock.millis())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether what the caller does may go on. */
    boolean vouchFor(Caller caller) {
        return (caller.login() == null || isGood(caller.login()))
                // a JWT is short-lived so that it is asked for anew, not so that its work is short
                && (caller.identity().credential() instanceof Credential.Bearer
                        || isGood(caller.identity().credential()));
    }

    /** Whether one could still sign in with it. */
    boolean isGood(Credential credential) {
        return switch (credential) {
            case Credential.AdminToken token -> credentials.isAdmin(token);
            case Credential.Token token -> tokens.isGood(token.id());
            case Credential.Login login ->
                provider != null && provider.id().equals(login.provider()) && isToCome(login.expiresAt());
            case Credential.Bearer jwt -> isToCome(jwt.expiresAt());
        };
    }

    private boolean isToCome(Instant end) {
        return clock.instant().isBefore(end);
    }
}
