package dev.lxdgateway.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The values with their defaults and what "# --" says of them. Those below a documented one are part of it. */
record ValuesTable(List<Row> rows) {

    private static final Pattern COMMENT = Pattern.compile(" *# -- (.+)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z_]+):.*");

    record Row(String name, String value, String comment) {

        String markdown() {
            return "| `%s` | `%s` | %s |%n".formatted(name, value, comment.replace("|", "\\|"));
        }
    }

    static ValuesTable of(String yaml) {
        var rows = new ArrayList<Row>();
        var above = new LinkedHashMap<Integer, String>();
        Map<String, Object> values = new Yaml().load(yaml);
        var documented = -1;
        @Nullable String comment = null;
        for (var line : yaml.lines().toList()) {
            var said = COMMENT.matcher(line);
            var key = KEY.matcher(line);
            if (said.matches()) {
                comment = said.group(1);
            } else if (key.matches()) {
                var depth = key.group(1).length();
                above.keySet().removeIf(other -> other >= depth);
                above.put(depth, key.group(2));
                var name = String.join(".", above.values());
                if (comment != null) {
                    rows.add(new Row(name, shown(name, values), comment));
                    documented = depth;
                } else if (documented < 0 || depth <= documented) {
                    documented = -1;
                    if (!(value(name, values) instanceof Map<?, ?>)) {
                        throw new AssertionError(
                                "values.yaml says nothing of %s; put a '# --' above it".formatted(name));
                    }
                }
                comment = null;
            }
        }
        return new ValuesTable(rows);
    }

    private static String shown(String name, Map<String, Object> values) {
        return JsonMapper.shared().writeValueAsString(value(name, values));
    }

    private static @Nullable Object value(String name, Map<String, Object> values) {
        @Nullable Object value = values;
        for (var part : name.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return value;
    }

    String markdown() {
        return rows.stream().map(Row::markdown).collect(Collectors.joining());
    }
}
