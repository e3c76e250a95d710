package dev.lxdgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AttachmentTests {

    private static final String OUT = "54034ac5c6e9ea95734ec2b729fd6d62abf64af34a9f9ce5d466cb788191a73d";
    private static final String EXIT = """
            {"type":"exit","exitCode":3,"signal":null,"reason":"exited","bytes":{"stdout":4},"sha256":{"stdout":"%s"},"tail":"complete"}""".formatted(OUT);

    private final SocketStub stub = SocketStub.started();
    private final GatewayClient client = stub.client();

    @AfterEach
    void stop() {
        client.close();
        stub.close();
    }

    @Test
    void bringsWhatComesInOrder() {
        try (var attachment =
                client.session("s1").attach(AttachRequest.observer().since(0))) {
            stub.output(1, "ou");
            stub.text("{\"type\":\"size\",\"cols\":100,\"rows\":30}");
            stub.text("{\"type\":\"attachments\",\"writers\":2,\"observers\":1}");
            stub.text("{\"type\":\"draining\",\"deadline\":\"2026-11-25T12:00:00Z\"}");
            stub.text("{\"type\":\"of-a-later-gateway\"}");
            stub.output(1, "t\n");
            stub.text(EXIT);

            assertThat(attachment)
                    .map(Object::toString)
                    .containsExactly(
                            "2 bytes of stdout",
                            "Resized[size=TerminalSize[cols=100, rows=30]]",
                            "Company[writers=2, observers=1]",
                            "Draining[deadline=2026-11-25T12:00:00Z]",
                            "2 bytes of stdout",
                            new ExecEvent.Exited(new Exit(
                                            3,
                                            null,
                                            ExitReason.EXITED,
                                            Map.of(StdStream.STDOUT, new StreamSum(4, OUT)),
                                            Tail.COMPLETE,
                                            null))
                                    .toString());
            assertThat(attachment.awaitExit().exitCode()).isEqualTo(3);
            assertThat(attachment.session().command()).containsExactly("sh");
            assertThat(stub.path()).isEqualTo("/api/v1/sessions/s1/attach?mode=observer&since=0");
        }
    }

    @Test
    void keepsTheStreamsApart() throws Exception {
        try (var attachment = client.session("s1").attach()) {
            stub.output(2, "err");
            stub.output(1, "out\n");
            stub.text(EXIT);
            var stdout = new ByteArrayOutputStream();
            var stderr = new ByteArrayOutputStream();

            assertThat(attachment.transferTo(stdout, stderr).exitCode()).isEqualTo(3);
            assertThat(stdout).hasToString("out\n");
            assertThat(stderr).hasToString("err");
        }
    }

    @Test
    void acknowledgesWhatHasBeenRead() {
        try (var attachment = client.session("s1").attach()) {
            await().until(() -> stub.texts().contains("{\"type\":\"ack\",\"bytes\":0}")
                    || stub.texts().contains("{\"bytes\":0,\"type\":\"ack\"}"));
            stub.output(1, "out\n");
            await().during(Duration.ofMillis(200))
                    .until(() -> stub.texts().stream().noneMatch(text -> text.contains("4")));
            assertThat(attachment.poll(Duration.ofSeconds(5))).isPresent();

            await().until(() -> stub.texts().stream().anyMatch(text -> text.contains("\"bytes\":4")));
        }
    }

    @Test
    void takesNoMoreThanItsBoundAheadOfAReader() {
        var taken = new AtomicLong();
        try (var attachment = client.session("s1").attach()) {
            flood(taken);
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(20))
                    .until(taken::get, now -> now == taken.get());

            assertThat(taken).hasValueLessThan(32_000_000);
            long held = taken.get();
            long read = 0;
            for (var event : attachment) {
                read += event instanceof ExecEvent.Output output ? output.bytes().length : 0;
                if (read > 2 * held) {
                    break;
                }
            }
            assertThat(read).isGreaterThan(2 * held);
        }
    }

    @Test
    void holdsTheGatewayBackWhileAListenerIsAtWork() throws Exception {
        var taken = new AtomicLong();
        var atWork = new CountDownLatch(1);
        try (var _ = client.session("s1").attach(AttachRequest.writer(), _ -> {
            try {
                atWork.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            flood(taken);
            await().during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(20))
                    .until(taken::get, now -> now == taken.get());

            assertThat(taken).hasValueLessThan(32_000_000);
            long held = taken.get();
            atWork.countDown();
            await().atMost(Duration.ofSeconds(20)).until(() -> taken.get() > held + 1_000_000);
        }
    }

    private void flood(AtomicLong taken) {
        stub.output(1, new byte[60_000], () -> {
            taken.addAndGet(60_000);
            flood(taken);
        });
    }

    @Test
    void tellsARefusal() {
        var session = client.session("refused");
        assertThatThrownBy(session::attach).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(404);
            assertThat(problem.code()).isEqualTo("session-not-found");
            assertThat(problem.detail()).isEqualTo("no such");
        });
    }

    @Test
    void tellsThatTheConnectionWasLostAfterWhatHasCome() {
        try (var attachment = client.session("s1").attach()) {
            stub.output(1, new byte[3], stub::drop);

            var events = attachment.iterator();
            assertThat(events.next()).hasToString("3 bytes of stdout");
            assertThatThrownBy(events::hasNext).isInstanceOf(ConnectionLostException.class);
            assertThatThrownBy(attachment::awaitExit).isInstanceOf(ConnectionLostException.class);
        }
    }

    @Test
    void noticesThatOutputIsMissing() {
        try (var attachment = client.session("s1").attach()) {
            stub.output(1, "ou\n");
            stub.text(EXIT);

            assertThatThrownBy(attachment::awaitExit)
                    .isInstanceOf(IncompleteOutputException.class)
                    .hasMessageStartingWith("of stdout 3 bytes came");
        }
    }

    @Test
    void doesNotMissWhatAGapIsKnownToHaveTaken() {
        try (var attachment = client.session("s1").attach()) {
            stub.text("{\"type\":\"gap\",\"from\":0,\"to\":4}");
            stub.text(EXIT);

            assertThat(attachment.awaitExit().exitCode()).isEqualTo(3);
        }
    }

    @Test
    void sendsWhatItIsToldTo() {
        try (var attachment = client.session("s1").attach()) {
            attachment.write(new byte[1_000_000]);
            attachment.signal("TERM");
            attachment.resize(new TerminalSize(100, 30));
            attachment.endInput();

            await().until(() -> stub.texts().stream().anyMatch(text -> text.contains("eof")));
            assertThat(stub.input()).isEqualTo(1_000_000);
            assertThat(stub.texts())
                    .anyMatch(text -> text.contains("\"signal\":\"TERM\""))
                    .anyMatch(text -> text.contains("\"cols\":100"));
        }
    }

    @Test
    void saysGoodbyeWhenItIsClosedWithOutputToCome() {
        var attachment = client.session("s1").attach();
        flood(new AtomicLong());
        assertThat(attachment.poll(Duration.ofSeconds(5))).isPresent();
        attachment.close();

        assertThat(stub.closed()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1000);
    }

    @Test
    void holdsNoThreadWhileNothingComes() {
        var attachments = new ArrayList<Attachment>();
        for (int opened = 0; opened < 200; opened++) {
            attachments.add(client.session("s1").attach(AttachRequest.observer(), _ -> {}));
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith("lxd-gateway-client")))
                        .hasSizeLessThan(20));
        attachments.forEach(Attachment::close);
    }
}
