package dev.lxdgateway.support.stub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request that the stub has read. */
record StubRequest(String method, String path, String query, Map<String, String> headers, String body) {

    static StubRequest read(Incoming in) throws IOException {
        var words = in.line().split(" ", 3);
        var headers = new TreeMap<String, String>();
        for (var line = in.line(); !line.isEmpty(); line = in.line()) {
            var header = line.split(":", 2);
            headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(in.read(length), StandardCharsets.UTF_8);
        var target = words[1].split("\\?", 2);
        return new StubRequest(words[0], target[0], target.length > 1 ? target[1] : "", headers, body);
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean isWebSocket() {
        return header("upgrade").equalsIgnoreCase("websocket");
    }

    String parameter(String name) {
        for (var pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }

    /** The n-th segment of the path, such as the instance's name in {@code /1.0/instances/c1/exec} for 3. */
    String segment(int n) {
        var segments = path.split("/", -1);
        return n < segments.length ? segments[n] : "";
    }
}
