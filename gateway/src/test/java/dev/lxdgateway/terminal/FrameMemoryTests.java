package dev.lxdgateway.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.websocket.api.Callback;
import org.junit.jupiter.api.Test;

class FrameMemoryTests {

    private static final int PIECE = 1 + 32 * 1024;
    private static final byte MARK = 42;

    private final FrameMemory memory = new FrameMemory();

    private FrameMemory.Piece marked() {
        var piece = memory.of(PIECE);
        piece.data().put(0, MARK);
        return piece;
    }

    @Test
    void isOutsideTheHeapForWhatIsWorthIt() {
        assertThat(memory.of(PIECE).data().isDirect()).isTrue();
        assertThat(memory.of(100).data().isDirect()).isFalse();
        for (int bytes : new int[] {1, 100, 5_000, 8 * 1024 + 1, PIECE}) {
            assertThat(memory.of(bytes).data().remaining()).isEqualTo(bytes);
        }
    }

    @Test
    void isUsedAgainWhenAllHasBeenSent() {
        var told = new CompletableFuture<Byte>();

        marked().sent(Callback.from(() -> told.complete(memory.of(PIECE).data().get(0)), told::completeExceptionally))
                .succeed();

        assertThat(told).isCompletedWithValue(MARK);
    }

    @Test
    void isNotUsedAgainWhenSomeMayNotHaveBeenSent() {
        var told = new CompletableFuture<Byte>();

        marked().sent(Callback.from(
                        () -> told.complete(MARK),
                        _ -> told.complete(memory.of(PIECE).data().get(0))))
                .fail(new IOException("the client is gone"));

        assertThat(told).isCompletedWithValue((byte) 0);
    }
}
