package dev.lxdgateway.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows who a secret stands for: the administrator's token, or one of the gateway's own. */
final class Credentials {

    private final @Nullable AdminToken admin;
    private final ApiTokens tokens;

    /** @param admin null where it is switched off */
    Credentials(@Nullable AdminToken admin, ApiTokens tokens) {
        this.admin = admin;
        this.tokens = tokens;
    }

    /** Whether it is the administrator's token of now. */
    boolean isAdmin(Credential.AdminToken token) {
        return admin != null && admin.fingerprint().equals(token.fingerprint());
    }

    Optional<Identity> identify(String secret) {
        if (secret.startsWith(ApiTokens.PREFIX)) {
            return tokens.authenticate(secret).map(Identity::of);
        }
        return admin != null && admin.matches(secret)
                ? Optional.of(Identity.root(admin.fingerprint()))
                : Optional.empty();
    }
}
