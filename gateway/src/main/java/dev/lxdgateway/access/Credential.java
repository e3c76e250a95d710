package dev.lxdgateway.access;

import java.io.Serializable;
import java.time.Instant;

/** What somebody signed in with, so that it can be told later whether that is still good. */
public sealed interface Credential extends Serializable {

    /**
     * The administrator's token.
     *
     * @param fingerprint tells it from the one before
     */
    record AdminToken(String fingerprint) implements Credential {}

    /**
     * One of the gateway's own tokens.
     *
     * @param id the token's id
     */
    record Token(String id) implements Credential {}

    /**
     * An OpenID Connect login.
     *
     * @param provider who vouches for it: the id of the client registration
     * @param expiresAt when the provider must be asked again
     */
    record Login(String provider, Instant expiresAt) implements Credential {}

    /**
     * A JWT.
     *
     * @param expiresAt until when it is good
     */
    record Bearer(Instant expiresAt) implements Credential {}
}
