package dev.lxdgateway.terminal;

import dev.lxdgateway.api.ExitView;
import dev.lxdgateway.api.SessionView;
import dev.lxdgateway.lxd.TerminalSize;
import dev.lxdgateway.session.Attachment.Mode;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.SessionSummary;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The gateway's text frames, as the objects that become their JSON. */
final class ServerFrames {

    private ServerFrames() {}

    static Map<String, @Nullable Object> attached(
            SessionSummary session, Mode mode, long offset, @Nullable TerminalSize size) {
        var frame = frame("attached");
        frame.put("session", SessionView.of(session));
        frame.put("mode", mode.name().toLowerCase(Locale.ROOT));
        frame.put("offset", offset);
        if (size != null) {
            frame.put("cols", size.cols());
            frame.put("rows", size.rows());
        }
        return frame;
    }

    static Map<String, @Nullable Object> gap(long from, long to) {
        var frame = frame("gap");
        frame.put("from", from);
        frame.put("to", to);
        return frame;
    }

    static Map<String, @Nullable Object> size(TerminalSize size) {
        var frame = frame("size");
        frame.put("cols", size.cols());
        frame.put("rows", size.rows());
        return frame;
    }

    static Map<String, @Nullable Object> attachments(int writers, int observers) {
        var frame = frame("attachments");
        frame.put("writers", writers);
        frame.put("observers", observers);
        return frame;
    }

    static Map<String, @Nullable Object> exit(Exit exit) {
        var view = ExitView.of(exit);
        var frame = frame("exit");
        frame.put("exitCode", view.exitCode());
        frame.put("signal", view.signal());
        frame.put("reason", view.reason());
        frame.put("bytes", view.bytes());
        frame.put("sha256", view.sha256());
        frame.put("tail", view.tail());
        frame.put("detail", view.detail());
        return frame;
    }

    static Map<String, @Nullable Object> pong(JsonNode id) {
        var frame = frame("pong");
        frame.put("id", id.isMissingNode() ? null : id);
        return frame;
    }

    static Map<String, @Nullable Object> error(String code, String detail) {
        var frame = frame("error");
        frame.put("code", code);
        frame.put("detail", detail);
        return frame;
    }

    private static Map<String, @Nullable Object> frame(String type) {
        var frame = new LinkedHashMap<String, @Nullable Object>();
        frame.put("type", type);
        return frame;
    }
}
