package dev.lxdgateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.session.Attachment.Mode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Several clients of one session: interrupts, clients that come back, and who has the keyboard. */
class AttachmentTests extends PlayedSession {

    private static long received(FakeClient client) {
        return client.frames.stream()
                .filter(frame -> frame.startsWith("STDOUT "))
                .mapToLong(frame -> Long.parseLong(frame.substring(7)))
                .sum();
    }

    @Test
    void letsAnInterruptOvertakeTheOutputOfTheOneWhoAskedForThat() {
        var session = session(GOOD, SIZE);
        var skipping = FakeClient.stalled();
        var attachment = session.attach(
                skipping, new AttachRequest("tester", Mode.WRITER, true, OptionalLong.empty(), null, true));
        var other = attach(session, FakeClient.fast(), Mode.WRITER);
        exec.output(60_000);
        exec.output(30_000);

        attachment.type(ByteBuffer.wrap(new byte[] {3}));
        exec.output(200);
        await().until(() -> received(other) == 90_200);
        skipping.goOn();

        await().until(() -> skipping.frames.contains("Gap"));
        await().until(() -> received(skipping) >= 8192);
        assertThat(received(skipping)).isLessThanOrEqualTo(8392);
        assertThat(exec.calls).contains("write \u0003");
        assertThat(other.frames).doesNotContain("Gap");
    }

    @Test
    void skipsNothingForAClientThatDidNotAskForIt() {
        var session = session(GOOD, SIZE);
        var client = FakeClient.stalled();
        var attachment = session.attach(client, as(Mode.WRITER, OptionalLong.empty()));
        exec.output(60_000);
        exec.output(30_000);

        attachment.type(ByteBuffer.wrap(new byte[] {3}));
        client.goOn();

        await().until(() -> received(client) == 90_000);
        assertThat(client.frames).doesNotContain("Gap");
    }

    @Test
    void tellsAClientThatComesBackWhatWasTakenOfItsInput() {
        var session = session(GOOD, SIZE);
        var first = FakeClient.fast();
        var lost = session.attach(first, typing("client-1"));
        lost.type(ByteBuffer.wrap("echo".getBytes(UTF_8)));
        await().until(() -> first.frames.contains("InputWritten"));

        var second = FakeClient.fast();
        var back = session.attach(second, typing("client-1"));
        lost.type(ByteBuffer.wrap("late".getBytes(UTF_8)));
        back.type(ByteBuffer.wrap(" hi".getBytes(UTF_8)));

        await().until(() -> exec.calls.size() == 2);
        assertThat(exec.calls).containsExactly("write echo", "write  hi");
        assertThat(second.attached).extracting(Frame.Attached::input).isEqualTo(4L);
        assertThat(first.isClosed()).isTrue();
        assertThat(session.summary().attachments().writers()).isEqualTo(1);
    }

    private static AttachRequest typing(String input) {
        return new AttachRequest("tester", Mode.WRITER, true, OptionalLong.empty(), input, false);
    }

    @Test
    void handsTheKeyboardOverAndTakesItBack() {
        var session = session(GOOD, SIZE);
        var owner = session.attach(FakeClient.fast(), as(Mode.WRITER, OptionalLong.empty()));
        var guestClient = FakeClient.fast();
        var guest = session.attach(
                guestClient, new AttachRequest("guest", Mode.OBSERVER, false, OptionalLong.empty(), null, false));

        assertThatThrownBy(() -> guest.setMode("2", Mode.WRITER)).isInstanceOf(NotAllowedException.class);
        owner.setMode("2", Mode.WRITER);
        owner.setMode("1", Mode.OBSERVER);
        assertThat(guest.mode()).isEqualTo(Mode.WRITER);
        assertThat(owner.mode()).isEqualTo(Mode.OBSERVER);
        assertThatThrownBy(() -> guest.setMode("1", Mode.OBSERVER)).isInstanceOf(NotAllowedException.class);

        owner.setMode("1", Mode.WRITER);
        owner.setMode("2", Mode.OBSERVER);

        assertThat(owner.mode()).isEqualTo(Mode.WRITER);
        assertThat(guest.mode()).isEqualTo(Mode.OBSERVER);
        assertThatThrownBy(() -> guest.setMode("2", Mode.WRITER)).isInstanceOf(NotAllowedException.class);
        await().until(() -> guestClient.frames.contains("ModeChanged"));
        assertThatIllegalArgumentException().isThrownBy(() -> owner.setMode("3", Mode.WRITER));
    }

    @Test
    void hasAFullScreenProgramDrawAnewAndTellsNobody() {
        var session = session(GOOD, SIZE);
        var client = attach(session, FakeClient.fast(), Mode.WRITER);

        session.redraw();
        session.redraw();

        await().until(() -> exec.calls.equals(List.of("resize 80x23", "resize 80x24")));
        assertThat(client.frames).doesNotContain("Resized");
    }
}
