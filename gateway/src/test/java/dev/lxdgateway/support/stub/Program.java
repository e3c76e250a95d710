package dev.lxdgateway.support.stub;

/** What an exec of the stub does from the moment when its sockets are connected, on a thread of its own. */
@FunctionalInterface
public interface Program {

    void run(StubExec exec) throws InterruptedException;
}
