package dev.lxdgateway.lxd;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** An instance in its project. */
record Place(String project, String instance) {

    private static final String PROJECT = "project=";

    static Place of(ExecRequest request) {
        return new Place(request.project(), request.instance());
    }

    /** The place of an instance's URL, such as {@code /1.0/instances/c1?project=p}. */
    static Place of(String url) {
        var parts = url.split("\\?", 2);
        var project = "default";
        for (var parameter : (parts.length < 2 ? "" : parts[1]).split("&", -1)) {
            if (parameter.startsWith(PROJECT)) {
                project = decoded(parameter.substring(PROJECT.length()));
            }
        }
        return new Place(project, decoded(parts[0].substring(parts[0].lastIndexOf('/') + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
