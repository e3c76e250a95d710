package dev.lxdgateway.api;

/** A request says something that can't be; the message names the field. */
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidRequestException(String field, String problem) {
        super("'%s' %s".formatted(field, problem));
    }
}
