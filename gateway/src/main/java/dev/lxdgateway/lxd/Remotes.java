package dev.lxdgateway.lxd;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configured servers by name, the default one first. */
public final class Remotes implements AutoCloseable {

    private final Map<String, ? extends Lxd> byName;
    private final String defaultProject;

    Remotes(Map<String, ? extends Lxd> byName, String defaultProject) {
        this.byName = Collections.unmodifiableMap(byName);
        this.defaultProject = defaultProject;
    }

    public Collection<? extends Lxd> all() {
        return byName.values();
    }

    /** The remote of that name, or the default one for null. */
    public Lxd get(@Nullable String name) {
        if (name == null) {
            return all().iterator().next();
        }
        var lxd = byName.get(name);
        if (lxd == null) {
            throw NotFoundException.remote(name, byName.keySet());
        }
        return lxd;
    }

    /** That project, or the default one for null. */
    public String project(@Nullable String name) {
        return name == null ? defaultProject : name;
    }

    @Override
    public void close() {
        all().forEach(Lxd::close);
    }
}
