package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** That a flood goes through the same memory, and that nothing little holds it. */
class RoomTests {

    private static final int LARGE = 32 * 1024;

    private final Room room = new Room();

    @Test
    void isThereForAsMuchAsIsAskedFor() {
        for (int bytes : new int[] {1, 5, LARGE, 20_000, 3, 0}) {
            assertThat(room.of(bytes).remaining()).isEqualTo(bytes);
        }
    }

    @Test
    void isTheSameForAFlood() {
        var first = room.of(LARGE).array();

        assertThat(room.of(LARGE).array()).isSameAs(first);
        assertThat(room.of(LARGE / 2).array()).isSameAs(first);
    }

    @Test
    void isNotHeldByWhatIsLittle() {
        var _ = room.of(LARGE);

        assertThat(room.of(10).array()).hasSize(10);
    }
}
