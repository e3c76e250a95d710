package dev.lxdgateway.api;

/** A retry asks for an answer that is no longer kept. */
final class AnswerGoneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerGoneException(String session) {
        super("The command was run once, as session '%s', and its output is no longer kept".formatted(session));
    }
}
