package dev.lxdgateway.terminal;

import dev.lxdgateway.api.ExitView;
import dev.lxdgateway.api.SessionView;
import dev.lxdgateway.lxd.TerminalSize;
import dev.lxdgateway.session.Attachment.Mode;
import dev.lxdgateway.session.Exit;
import dev.lxdgateway.session.Frame;
import dev.lxdgateway.session.SessionSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The gateway's text frames, as the objects that become their JSON. */
final class ServerFrames {

    private ServerFrames() {}

    static Map<String, @Nullable Object> attached(SessionSummary session, Frame.Attached attached) {
        var frame = frame("attached");
        frame.put("session", SessionView.of(session));
        frame.put("attachment", attached.id());
        frame.put("mode", SessionView.word(attached.mode()));
        frame.put("offset", attached.offset());
        var size = attached.size();
        if (size != null) {
            frame.put("cols", size.cols());
            frame.put("rows", size.rows());
        }
        if (attached.input() != null) {
            frame.put("input", attached.input());
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

    static Map<String, @Nullable Object> attachments(Frame.Attachments attachments) {
        var view = SessionView.Attachments.of(attachments);
        var frame = frame("attachments");
        frame.put("writers", view.writers());
        frame.put("observers", view.observers());
        frame.put("clients", view.clients());
        return frame;
    }

    static Map<String, @Nullable Object> mode(Mode mode, String by) {
        var frame = frame("mode");
        frame.put("mode", SessionView.word(mode));
        frame.put("by", by);
        return frame;
    }

    static Map<String, @Nullable Object> input(long bytes) {
        var frame = frame("input");
        frame.put("bytes", bytes);
        return frame;
    }

    static Map<String, @Nullable Object> draining(Instant deadline) {
        var frame = frame("draining");
        frame.put("deadline", deadline);
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
