package dev.lxdgateway.policy;

import dev.lxdgateway.policy.PolicyFile.PolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy in force: that of a file, read anew when its content changes. A file that has become wrong or is gone changes
 * nothing, and is complained about once.
 */
public final class PolicySource {

    private static final Logger log = LoggerFactory.getLogger(PolicySource.class);

    private final @Nullable Path file;
    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> complaints = new CopyOnWriteArrayList<>();
    private volatile Policy policy;
    private volatile Instant loadedAt;
    private volatile @Nullable String error;
    private byte[] seen;

    private PolicySource(@Nullable Path file, InstantSource clock, Policy policy, byte[] seen) {
        this.file = file;
        this.clock = clock;
        this.policy = policy;
        this.seen = seen;
        this.loadedAt = clock.instant();
    }

    /**
     * The policy in force, and how it came to be.
     *
     * @param file where it is from; null where there is none
     * @param loadedAt since when it is in force
     * @param error what is wrong with the file as it is now; null where it is the policy in force
     * @param rules in their order, as a file has them
     */
    public record PolicyInForce(
            @Nullable String file,
            Instant loadedAt,
            @Nullable String error,
            List<Map<String, Object>> rules) {

        public PolicyInForce {
            rules = List.copyOf(rules);
        }
    }

    /** No file, and so nothing allowed. */
    public static PolicySource closed(InstantSource clock) {
        return new PolicySource(null, clock, Policy.CLOSED, new byte[0]);
    }

    /**
     * The policy of that file.
     *
     * @throws RuntimeException with the line and what is wrong there
     */
    public static PolicySource of(Path file, InstantSource clock) {
        return new PolicySource(file, clock, PolicyFile.read(file), content(file));
    }

    /** The policy in force. */
    public Policy policy() {
        return policy;
    }

    /** Since when it is in force. */
    public Instant loadedAt() {
        return loadedAt;
    }

    /** Whether the file as it is now is the policy in force. */
    public boolean isValid() {
        return error == null;
    }

    /** The policy in force, and how it came to be. */
    public synchronized PolicyInForce inForce() {
        return new PolicyInForce(
                file == null ? null : file.toString(), loadedAt, error, PolicyFile.asWritten(policy.rules()));
    }

    /** Has that called after each change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Has that called with what is wrong when a changed file is not taken. */
    public void onRefused(Consumer<String> listener) {
        complaints.add(listener);
    }

    /** Looks whether the file has changed. */
    public synchronized void refresh() {
        if (file == null) {
            return;
        }
        var now = content(file);
        if (Arrays.equals(now, seen)) {
            return;
        }
        seen = now;
        try {
            policy = PolicyFile.read(file);
            loadedAt = clock.instant();
            error = null;
        } catch (PolicyException e) {
            error = e.getMessage();
            log.atError().addKeyValue("file", file).log("Policy not taken, the old one holds: {}", e.getMessage());
            complaints.forEach(complaint -> complaint.accept(String.valueOf(e.getMessage())));
            return;
        }
        log.atInfo()
                .addKeyValue("file", file)
                .addKeyValue("rules", policy.rules().size())
                .log("Policy changed");
        listeners.forEach(Runnable::run);
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException _) {
            return new byte[0];
        }
    }
}
