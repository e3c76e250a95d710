package dev.lxdgateway.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The tokens of machines. A secret is shown once and never kept; one that is revoked is good for nothing from then on. */
public final class ApiTokens {

    /** So that who finds one knows what it is. */
    static final String PREFIX = "lxg_";

    private static final Duration LAST_USE = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final JsonMapper json;
    private final InstantSource clock;

    ApiTokens(JdbcClient database, JsonMapper json, InstantSource clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** A token, and its secret, which nobody can look up again. */
    public record Issued(ApiToken token, String secret) {

        @Override
        public String toString() {
            return "Issued[token=%s, secret=***]".formatted(token);
        }
    }

    /**
     * Makes a token.
     *
     * @throws TokenExistsException if one that is still good has that name
     */
    public Issued create(String name, Duration life, Scope scope, String createdBy) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var token = new ApiToken(UUID.randomUUID().toString(), name, scope, createdBy, now, now.plus(life), null);
        var secret = PREFIX + Secrets.random();
        database.sql("DELETE FROM api_token WHERE name = ? AND expires_at <= ?")
                .params(name, at(now))
                .update();
        try {
            database.sql("""
                            INSERT INTO api_token (id, name, digest, scope, created_by, created_at, expires_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            token.id(),
                            name,
                            Digests.sha256(secret),
                            json.writeValueAsString(scope),
                            createdBy,
                            at(now),
                            at(token.expiresAt()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new TokenExistsException(name, e);
        }
        return new Issued(token, secret);
    }

    /** The token of that secret, if it is good. */
    Optional<ApiToken> authenticate(String secret) {
        var now = clock.instant();
        var found = database.sql("SELECT * FROM api_token WHERE digest = ? AND expires_at > ?")
                .params(Digests.sha256(secret), at(now))
                .query(this::token)
                .optional();
        found.filter(token -> token.lastUsedAt() == null
                        || token.lastUsedAt().plus(LAST_USE).isBefore(now))
                .ifPresent(token -> database.sql("UPDATE api_token SET last_used_at = ? WHERE id = ?")
                        .params(at(now), token.id())
                        .update());
        return found;
    }

    /** Whether it is still good. */
    boolean isGood(String id) {
        return database.sql("SELECT COUNT(*) FROM api_token WHERE id = ? AND expires_at > ?")
                        .params(id, at(clock.instant()))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** How many are good. */
    public long good() {
        return database.sql("SELECT COUNT(*) FROM api_token WHERE expires_at > ?")
                .params(at(clock.instant()))
                .query(Long.class)
                .single();
    }

    /** The one of that id. */
    public Optional<ApiToken> find(String id) {
        return database.sql("SELECT * FROM api_token WHERE id = ?")
                .params(id)
                .query(this::token)
                .optional();
    }

    /** All, by name; also those that have expired. */
    public List<ApiToken> all() {
        return database.sql("SELECT * FROM api_token ORDER BY name")
                .query(this::token)
                .list();
    }

    /** Revokes one; false if there is none of that id. */
    public boolean revoke(String id) {
        return database.sql("DELETE FROM api_token WHERE id = ?").params(id).update() > 0;
    }

    private ApiToken token(ResultSet row, int number) throws SQLException {
        var used = row.getObject("last_used_at", OffsetDateTime.class);
        return new ApiToken(
                row.getString("id"),
                row.getString("name"),
                json.readValue(row.getString("scope"), Scope.class),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                used == null ? null : used.toInstant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
