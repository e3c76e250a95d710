package dev.lxdgateway.access;

/** Where it is written who did what. */
public interface Trail {

    /**
     * Writes down what is about to be done; returns when that is kept.
     *
     * @throws RuntimeException if it can't be written, and so must not be done
     */
    void before(Event event);

    /** Writes down what has been done and can't be refused any more; does not wait. */
    void after(Event event);

    /** Whether that session is one of that subject's of which it is not known how it ended. */
    boolean hasLost(String session, String subject);
}
