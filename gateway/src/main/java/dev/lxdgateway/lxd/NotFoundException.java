package dev.lxdgateway.lxd;

/** There is no such thing, or this gateway's credentials may not see it. */
public final class NotFoundException extends LxdException {

    private static final long serialVersionUID = 1L;

    private final String what;

    NotFoundException(String what, String message) {
        super(message, null);
        this.what = what;
    }

    static NotFoundException remote(String name, Iterable<String> known) {
        return new NotFoundException(
                "remote", "There is no remote '%s'; configured are: %s".formatted(name, String.join(", ", known)));
    }

    static NotFoundException instance(String remote, String project, String name) {
        return new NotFoundException(
                "instance",
                "There is no instance '%s' in project '%s' of remote '%s'".formatted(name, project, remote));
    }

    static NotFoundException project(String remote, String project) {
        return new NotFoundException("project", "There is no project '%s' on remote '%s'".formatted(project, remote));
    }

    /** The kind of thing: {@code remote}, {@code project}, {@code instance}, or {@code resource} for any other. */
    public String what() {
        return what;
    }
}
