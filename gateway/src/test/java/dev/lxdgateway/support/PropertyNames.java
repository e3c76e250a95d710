package dev.lxdgateway.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The names of all configuration properties that there are, by the metadata of the gateway and of Spring Boot. */
public final class PropertyNames {

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]$");
    private static final Set<String> PLAIN = new HashSet<>();
    private static final Set<String> MAPS = new HashSet<>();
    private static final Set<String> MAPS_OF_OBJECTS = new HashSet<>();

    static {
        try {
            for (var url : Collections.list(
                    PropertyNames.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
                read(url);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PropertyNames() {}

    private static void read(URL url) throws IOException {
        try (var stream = url.openStream()) {
            for (var property : JsonMapper.shared().readTree(stream).path("properties")) {
                add(property);
            }
        }
    }

    private static void add(JsonNode property) {
        var name = property.path("name").asString();
        var type = property.path("type").asString();
        if (!type.startsWith("java.util.Map<")) {
            PLAIN.add(name);
        } else if (type.endsWith(",java.lang.String>")) {
            MAPS.add(name);
        } else {
            MAPS_OF_OBJECTS.add(name);
            fieldsOf(type.substring(type.indexOf(',') + 1, type.length() - 1), name);
        }
    }

    /** The metadata knows nothing of the fields of a map's values; the types do. */
    private static void fieldsOf(String type, String name) {
        try {
            var raw = Class.forName(type, false, PropertyNames.class.getClassLoader());
            if (raw.isRecord()) {
                for (var component : raw.getRecordComponents()) {
                    PLAIN.add("%s.*.%s".formatted(name, kebab(component.getName())));
                }
            } else {
                for (var method : raw.getMethods()) {
                    if (method.getName().startsWith("set") && method.getParameterCount() == 1) {
                        PLAIN.add(
                                "%s.*.%s".formatted(name, kebab(method.getName().substring(3))));
                    }
                }
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // of a library that the gateway does not have
            MAPS.add(name);
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Whether a property, in its canonical form, is one. */
    public static boolean known(String property) {
        var name = INDEX.matcher(property).replaceAll("");
        return PLAIN.contains(name)
                || MAPS.stream().anyMatch(map -> name.startsWith(map + "."))
                || MAPS_OF_OBJECTS.stream().anyMatch(map -> isOfMap(map, name));
    }

    /** Whether an environment variable, as in GATEWAY_REMOTES_MAIN_CLIENTKEY, is one. */
    public static boolean knownVariable(String variable) {
        return Stream.concat(PLAIN.stream(), MAPS.stream().map(map -> map + ".*"))
                .anyMatch(name -> variable.matches(name.toUpperCase(Locale.ROOT)
                        .replace("-", "")
                        .replace("*", "[A-Z0-9]+")
                        .replace('.', '_')));
    }

    private static boolean isOfMap(String map, String name) {
        if (!name.startsWith(map + ".")) {
            return false;
        }
        var rest = ConfigurationPropertyName.adapt(name.substring(map.length() + 1), '.');
        return rest.getNumberOfElements() > 1 && PLAIN.contains("%s.*.%s".formatted(map, rest.subName(1)));
    }
}
