package dev.lxdgateway.support.stub;

/** A thing that a client asks of the server: an HTTP call, or the dial of a WebSocket. */
public enum Call {
    SERVER,
    INSTANCE,
    EXEC,
    OPERATION,
    OTHER,
    CONTROL,
    STDIN,
    STDOUT,
    STDERR,
    PTY,
    EVENTS;

    static Call of(StubRequest request, boolean interactive, String name) {
        if (request.isWebSocket()) {
            return switch (name) {
                case "control" -> CONTROL;
                case "0" -> interactive ? PTY : STDIN;
                case "1" -> STDOUT;
                case "2" -> STDERR;
                case "events" -> EVENTS;
                default -> OTHER;
            };
        }
        if (request.path().equals("/1.0")) {
            return SERVER;
        }
        return switch (request.segment(2)) {
            case "operations" -> OPERATION;
            case "instances" -> request.method().equals("POST") ? EXEC : INSTANCE;
            default -> OTHER;
        };
    }
}
