package dev.lxdgateway.access;

/** A token of that name is still good. */
public final class TokenExistsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TokenExistsException(String name, Throwable cause) {
        super("There is a token '%s' that is still good; revoke it first, or give another name".formatted(name), cause);
    }
}
