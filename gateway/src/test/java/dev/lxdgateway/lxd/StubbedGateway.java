package dev.lxdgateway.lxd;

import dev.lxdgateway.support.stub.LxdStub;
import dev.lxdgateway.support.stub.StubTls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A gateway with a stub as its remote, by either way. */
record StubbedGateway(LxdStub stub, FaultGateway gateway) implements AutoCloseable {

    /** How the gateway reaches the stub. */
    enum By {
        UNIX,
        TLS
    }

    /** @param patience how long the gateway waits for an answer, and for all sockets of an exec */
    static StubbedGateway start(Path directory, By by, Duration patience) throws Exception {
        return switch (by) {
            case UNIX -> {
                var socket = directory.resolve("stub.socket");
                var stub = LxdStub.on(socket);
                yield new StubbedGateway(
                        stub, new FaultGateway(directory, stub, patience, "--gateway.remotes.stub.socket=" + socket));
            }
            case TLS -> {
                var identity = StubTls.in(directory);
                var stub = LxdStub.on(identity);
                yield new StubbedGateway(
                        stub,
                        new FaultGateway(
                                directory,
                                stub,
                                patience,
                                "--gateway.remotes.stub.url=" + stub.uri(),
                                "--gateway.remotes.stub.client-certificate=" + identity.certificate(),
                                "--gateway.remotes.stub.client-key=" + identity.key(),
                                "--gateway.remotes.stub.server-certificate=" + identity.certificate()));
            }
        };
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        stub.close();
    }
}
