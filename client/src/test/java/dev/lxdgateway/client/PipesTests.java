package dev.lxdgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PipesTests {

    private static final PipeRequest CAT = PipeRequest.of(Command.of("cat"));

    /** As {@code cat}. */
    private static GatewayStub echoing() {
        return GatewayStub.answering((request, response) -> {
            var trailers = new AtomicReference<HttpFields>();
            response.setTrailersSupplier(trailers::get);
            var digest = MessageDigest.getInstance("SHA-256");
            long bytes = 0;
            var in = Content.Source.asInputStream(request);
            var out = Content.Sink.asOutputStream(response);
            var piece = new byte[64 * 1024];
            for (int size = in.read(piece); size >= 0; size = in.read(piece)) {
                digest.update(piece, 0, size);
                bytes += size;
                out.write(piece, 0, size);
            }
            trailers.set(exit(bytes, digest));
        });
    }

    private static HttpFields exit(long bytes, MessageDigest digest) {
        return GatewayStub.fields(
                "Exec-Exit-Code",
                "3",
                "Exec-Reason",
                "exited",
                "Exec-Stdout-Bytes",
                Long.toString(bytes),
                "Exec-Stdout-Sha256",
                HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void carriesBothStreamsAndReadsTheTrailers() throws Exception {
        var input = new byte[5_000_000];
        new Random(1).nextBytes(input);
        try (var stub = echoing();
                var client = stub.client();
                var pipes = client.instance("demo").pipe(CAT)) {
            Thread.ofVirtual().start(() -> pipes.feed(new ByteArrayInputStream(input)));
            var output = pipes.stdout().readAllBytes();

            assertThat(output).isEqualTo(input);
            assertThat(pipes.exit().exitCode()).isEqualTo(3);
            assertThat(pipes.exit().bytes(StdStream.STDOUT)).isEqualTo(input.length);
        }
    }

    @Test
    void sendsTheCommandInTheQuery() throws IOException {
        var query = new AtomicReference<String>();
        try (var stub = GatewayStub.answering((request, response) -> {
                    query.set(request.getHttpURI().getQuery());
                    response.setTrailersSupplier(() -> GatewayStub.fields("Exec-Stdout-Bytes", "0"));
                });
                var client = stub.client();
                var pipes = client.instance("demo")
                        .onRemote("far")
                        .pipe(PipeRequest.of(Command.of("a b", "&")
                                        .withEnvironment("N", "x=y")
                                        .withUser(5))
                                .withStderrMerged()
                                .withTimeout(Duration.ofSeconds(2)))) {
            pipes.stdin().close();
            assertThat(pipes.stdout().readAllBytes()).isEmpty();

            assertThat(query.get())
                    .isEqualTo(
                            "remote=far&command=a+b&command=%26&environment=N%3Dx%3Dy&user=5&timeout=2000ms&stderr=merge");
        }
    }

    /** An exit that overtakes the input. */
    @Test
    void doesNotMakeWhoWritesWaitForACommandThatHasEnded() throws Exception {
        var nothing = MessageDigest.getInstance("SHA-256");
        var exit = exit(0, nothing);
        try (var stub = GatewayStub.answering((request, response) -> {
                    response.setTrailersSupplier(() -> exit);
                    Content.Sink.asOutputStream(response).close();
                    // or the connection would be reset, and the answer with it
                    Content.Source.asInputStream(request).transferTo(OutputStream.nullOutputStream());
                });
                var client = stub.client();
                var pipes = client.instance("demo").pipe(CAT)) {
            var writer = Thread.ofVirtual().start(() -> pipes.feed(new Endless()));

            assertThat(pipes.exit().exitCode()).isEqualTo(3);
            assertThat(writer.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void tellsARefusal() {
        try (var stub = GatewayStub.answering((_, response) -> {
                    response.setStatus(404);
                    GatewayStub.write(response, "{\"code\":\"instance-not-found\",\"detail\":\"no demo\"}");
                });
                var client = stub.client();
                var pipes = client.instance("demo").pipe(CAT)) {
            pipes.endInput();

            assertThatThrownBy(() -> pipes.stdout().read())
                    .isInstanceOf(IOException.class)
                    .hasRootCauseInstanceOf(ProblemException.class)
                    .hasMessage("404 instance-not-found: no demo");
            assertThatThrownBy(pipes::exit).isInstanceOf(ProblemException.class);
        }
    }

    @Test
    void doesNotTakeABrokenAnswerForAWholeOne() {
        try (var stub = GatewayStub.answering((_, response) -> {
                    GatewayStub.write(response, "half");
                    breakOff(response);
                });
                var client = stub.client();
                var pipes = client.instance("demo").pipe(CAT)) {
            pipes.endInput();

            assertThatThrownBy(() -> pipes.stdout().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the answer broke off: ");
        }
    }

    private static void breakOff(Response response) {
        response.getRequest()
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    @Test
    void takesAnAnswerWithoutTheExitForIncomplete() {
        try (var stub = GatewayStub.answering((_, response) -> GatewayStub.write(response, "all"));
                var client = stub.client();
                var pipes = client.instance("demo").pipe(CAT)) {
            pipes.endInput();

            assertThatThrownBy(pipes::exit).isInstanceOf(IncompleteOutputException.class);
        }
    }

    @Test
    void slowsTheGatewayDownWhileNobodyReads() throws Exception {
        var written = new AtomicLong();
        try (var stub = flooding(written);
                var client = stub.client()) {
            var pipes = client.instance("demo").pipe(CAT);
            assertThat(pipes.stdout().read()).isZero();
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> written.get(), now -> now == written.get());

            assertThat(written).hasValueLessThan(32_000_000);
            pipes.close();
        }
    }

    @Test
    void endsTheCallWhenItIsClosed() throws Exception {
        var written = new AtomicLong();
        var gone = new AtomicReference<Throwable>();
        try (var stub = GatewayStub.answering((_, response) -> {
                    try (OutputStream out = Content.Sink.asOutputStream(response)) {
                        while (true) {
                            out.write(new byte[64 * 1024]);
                            written.addAndGet(64 * 1024);
                        }
                    } catch (IOException e) {
                        gone.set(e);
                        throw e;
                    }
                });
                var client = stub.client()) {
            var pipes = client.instance("demo").pipe(CAT);
            assertThat(pipes.stdout().read()).isZero();
            pipes.close();

            await().atMost(Duration.ofSeconds(10)).until(() -> gone.get() != null);
            assertThatThrownBy(() -> pipes.stdout().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    private static GatewayStub flooding(AtomicLong written) {
        return GatewayStub.answering((_, response) -> {
            var out = Content.Sink.asOutputStream(response);
            while (true) {
                out.write(new byte[64 * 1024]);
                written.addAndGet(64 * 1024);
            }
        });
    }

    private static final class Endless extends InputStream {

        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return length;
        }
    }
}
