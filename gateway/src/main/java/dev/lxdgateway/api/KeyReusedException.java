package dev.lxdgateway.api;

/** An idempotency key that stands for another request already. */
final class KeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyReusedException(IdempotencyKey key) {
        super("The Idempotency-Key '%s' was used for another request; a new command needs a new key"
                .formatted(key.value()));
    }
}
