package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OwnGateway;
import dev.lxdgateway.support.stub.Call;
import dev.lxdgateway.support.stub.Fault;
import dev.lxdgateway.support.stub.LxdStub;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several servers at once, of which one is down and one slow. */
class RemotesIT {

    /** Less than {@code gateway.lxd.answer}, for which those wait who ask the slow one. */
    private static final Duration AT_ONCE = Duration.ofSeconds(8);

    private static final int CALLERS = 50;

    @TempDir
    private Path directory;

    @Test
    void keepNobodyWaitingForTheOthers() throws Exception {
        var good = Lab.get().kinds();
        try (var slow = LxdStub.on(directory.resolve("slow.socket"));
                var gateway = OwnGateway.start(Stream.concat(
                                good.stream()
                                        .map(name -> "--gateway.remotes.%s.socket=%s"
                                                .formatted(name, Lab.get().value(name, "SOCKET"))),
                                Stream.of(
                                        "--gateway.remotes.slow.socket=" + directory.resolve("slow.socket"),
                                        "--gateway.remotes.down.socket=" + directory.resolve("down.socket")))
                        .toArray(String[]::new));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var api = gateway.api();
            slow.breaks(Call.SERVER, new Fault.Silence());
            slow.breaks(Call.INSTANCE, new Fault.Silence());
            slow.breaks(Call.EXEC, new Fault.Silence());
            var waiting = Stream.generate(() -> callers.submit(() -> list(api, "slow")))
                    .limit(CALLERS)
                    .toList();

            var remotes = within(AT_ONCE, () -> api.get("/api/v1/remotes").json());
            assertThat(available(remotes)).containsExactlyInAnyOrderElementsOf(good);
            assertThat(remotes.toString()).contains("it has not answered within 2 s", "down.socket");
            for (var name : good) {
                assertThat(within(AT_ONCE, () -> list(api, name)).status()).isEqualTo(200);
                assertThat(within(AT_ONCE, () -> api.exec(name, "echo", "hi"))
                                .path("stdout")
                                .asString())
                        .isEqualTo("hi\n");
            }
            assertThat(waiting).allSatisfy(answer -> assertThat(status(answer)).isEqualTo(503));

            slow.heals();
            assertThat(list(api, "slow").status()).isEqualTo(200);
            assertThat(available(api.get("/api/v1/remotes").json())).contains("slow");
        }
    }

    @Test
    void tellOnWhichMemberOfAClusterAnInstanceIs() throws Exception {
        try (var cluster = LxdStub.on(directory.resolve("cluster.socket"));
                var gateway =
                        OwnGateway.start("--gateway.remotes.cluster.socket=" + directory.resolve("cluster.socket"))) {
            cluster.breaks(
                    Call.INSTANCE,
                    new Fault.Body(
                            200,
                            "{\"type\":\"sync\",\"status_code\":200,\"metadata\":[{\"name\":\"web\",\"status\":\"Running\",\"location\":\"member-2\"}]}"));

            assertThat(list(gateway.api(), "cluster")
                            .json()
                            .path("items")
                            .path(0)
                            .path("location")
                            .asString())
                    .isEqualTo("member-2");
        }
    }

    private static Api.Answer list(Api api, String remote) {
        return api.get("/api/v1/instances?remote=" + remote);
    }

    private static List<String> available(JsonNode remotes) {
        return remotes.path("items")
                .valueStream()
                .filter(remote -> remote.path("available").asBoolean())
                .map(remote -> remote.path("name").asString())
                .toList();
    }

    private static int status(Future<Api.Answer> answer) {
        try {
            return answer.get().status();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T within(Duration limit, Supplier<T> asked) {
        long began = System.nanoTime();
        var answer = asked.get();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(limit);
        return answer;
    }
}
