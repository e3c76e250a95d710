package dev.lxdgateway.session;

/**
 * What sessions have to carry at a moment.
 *
 * @param writers attachments that may type
 * @param observers attachments that look on
 * @param unacknowledged bytes that are on their way to clients that acknowledge
 * @param backlog bytes of output that have not been sent to the slowest writer
 * @param held streams that are not read now
 */
public record Load(int writers, int observers, long unacknowledged, long backlog, int held) {

    static final Load NONE = new Load(0, 0, 0, 0, 0);

    Load plus(Load other) {
        return new Load(
                writers + other.writers,
                observers + other.observers,
                unacknowledged + other.unacknowledged,
                backlog + other.backlog,
                held + other.held);
    }
}
