package dev.lxdgateway.chart;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of a Kubernetes resource that its type does not know: they are where a typo ends. */
final class UnknownFields {

    private final List<String> found = new ArrayList<>();

    private UnknownFields() {}

    static List<String> of(Object resource) {
        var fields = new UnknownFields();
        fields.look(resource.getClass().getSimpleName(), resource);
        return fields.found;
    }

    private void look(String path, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case List<?> list -> {
                for (var i = 0; i < list.size(); i++) {
                    look("%s[%d]".formatted(path, i), list.get(i));
                }
            }
            case Map<?, ?> map -> map.forEach((key, each) -> look("%s.%s".formatted(path, key), each));
            default -> {
                if (value.getClass().getPackageName().startsWith("io.fabric8.")) {
                    lookInside(path, value);
                }
            }
        }
    }

    private void lookInside(String path, Object value) {
        for (var method : value.getClass().getMethods()) {
            if (!method.getName().startsWith("get") || method.getParameterCount() > 0) {
                continue;
            }
            if (method.getName().equals("getAdditionalProperties")) {
                if (called(method, value) instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(name -> found.add(path + "." + name));
                }
            } else if (!method.getName().equals("getClass")) {
                look(path + "." + method.getName().substring(3), called(method, value));
            }
        }
    }

    private static @Nullable Object called(Method method, Object on) {
        try {
            return method.invoke(on);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
