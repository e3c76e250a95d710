package dev.lxdgateway.exec;

/** A way to run a case to its end. */
interface Way {

    String name();

    boolean canRun(ExecCase of, LabServer server);

    /**
     * Runs the case.
     *
     * @param mark stands for {@code {mark}} in the command, and is in the environment of all of its processes
     */
    Result run(ExecCase of, LabServer server, String mark) throws Exception;
}
