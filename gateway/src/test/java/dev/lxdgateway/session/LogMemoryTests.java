package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That a flood goes through the same segments, and that only so many lie about. */
class LogMemoryTests {

    private static final int LARGEST = 32 * 1024;
    private static final int MANY = 1000;

    private final LogMemory memory = new LogMemory(1024 * 1024, Long.MAX_VALUE);

    @Test
    void givesALargeSegmentAgain() {
        var segment = memory.take(1, LARGEST);

        memory.give(segment);

        assertThat(memory.take(LARGEST, 0)).isSameAs(segment);
        assertThat(memory.take(LARGEST, 0)).isNotSameAs(segment);
    }

    @Test
    void hasRoomForWhatComesAndNoMoreThanIsWorthIt() {
        assertThat(memory.take(1, 0)).hasSize(256);
        assertThat(memory.take(300, 512)).hasSize(512);
        assertThat(memory.take(1, 100 * LARGEST)).hasSize(LARGEST);
        assertThat(memory.take(LARGEST + 1, 0)).hasSize(LARGEST + 1);
        assertThat(new LogMemory(8 * 1000, Long.MAX_VALUE).take(1, LARGEST)).hasSize(1000);
    }

    @Test
    void keepsNoSmallOnes() {
        var segment = memory.take(1, 0);

        memory.give(segment);

        assertThat(memory.take(1, 0)).isNotSameAs(segment);
    }

    @Test
    void keepsNoMoreThanAFew() {
        IntStream.range(0, MANY).forEach(_ -> memory.give(new byte[LARGEST]));

        long marked = Stream.generate(() -> memory.take(LARGEST, 0))
                .peek(segment -> segment[0]++)
                .peek(memory::give)
                .limit(MANY)
                .filter(segment -> segment[0] == 1)
                .count();
        assertThat(marked).isEqualTo(128);
    }
}
