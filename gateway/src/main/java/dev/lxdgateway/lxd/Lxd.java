package dev.lxdgateway.lxd;

import java.util.List;
import java.util.function.Function;

/** One LXD or Incus server, with what the gateway needs of its API. Calls block for an answer, with a time limit. */
public interface Lxd extends AutoCloseable {

    /** The configured name of this server. */
    String remote();

    /**
     * Asks the server who it is.
     *
     * @throws LxdUnavailableException if it does not answer
     */
    Server server();

    /** What the server's exec can be trusted with, as of its last answer to {@link #server}; asks if there was none. */
    Capabilities capabilities();

    /**
     * The instances of a project.
     *
     * @throws NotFoundException if there is no such project
     */
    List<Instance> instances(String project);

    /**
     * One instance.
     *
     * @throws NotFoundException if there is no such instance or project
     */
    Instance instance(String project, String name);

    /**
     * Runs a command. The process runs when this returns, or has run already.
     *
     * @param listener makes the exec's listener when the server has taken the request, before anything can happen
     * @throws NotFoundException if there is no such instance or project
     * @throws InstanceStateException if the instance does not run
     * @throws LxdRefusedException if the server refuses
     * @throws LxdUnavailableException if it does not answer, or a socket cannot be connected; nothing runs then
     */
    void exec(ExecRequest request, Function<Exec, ExecListener> listener);

    @Override
    void close();
}
