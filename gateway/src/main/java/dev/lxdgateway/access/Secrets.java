package dev.lxdgateway.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets that can't be guessed. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** 256 random bits in URL-safe characters. */
    static String random() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
