package dev.lxdgateway.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a machine signs in with, but for the secret.
 *
 * @param id unique
 * @param name what policies call it, unique too
 * @param scope what it may be used for at most
 * @param createdBy who made it
 * @param createdAt when
 * @param expiresAt until when it is good
 * @param lastUsedAt when it was last used, to the minute; null if never
 */
public record ApiToken(
        String id,
        String name,
        Scope scope,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {}
