package dev.lxdgateway.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The input of a session's clients, found again by those that come back. Guarded by the session's lock. */
final class InputQueues {

    private static final int REMEMBERED = 64;

    private final Input input;
    private final Map<String, InputQueue> named = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, InputQueue> eldest) {
            return size() > REMEMBERED;
        }
    };

    InputQueues(Input input) {
        this.input = input;
    }

    InputQueue of(@Nullable String name) {
        return name == null ? new InputQueue(input) : named.computeIfAbsent(name, _ -> new InputQueue(input));
    }
}
