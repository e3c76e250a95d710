package dev.lxdgateway;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What may be had at once, how often, and for how long. A caller is a user or a token.
 *
 * @param sessions how many sessions may run at once, those of exec too
 * @param sessionsPerCaller how many of one caller
 * @param queue how many requests may wait for one to end
 * @param queuePerCaller how many of one caller
 * @param queueTime how long they wait
 * @param starting how many sessions may be on their way at once, on one remote, from the question to the server until the
 *     command runs
 * @param starts how many sessions may be started in a minute, those of exec too; as many may be at once
 * @param startsPerCaller how many by one caller
 * @param body bytes that a JSON body may have
 * @param totalTime how long a session may take; for ever unless given
 * @param idleTime how long nothing may go in or out of a session; for ever unless given
 * @param outputPerCaller bytes of output that are kept of one caller's ended sessions, those of the newest
 * @param spillPerCaller bytes of output that one caller's sessions may have on disk, before the session that wants more is ended
 * @param outputRate bytes of output in a second that callers share while there is more than one; 16 MB for each processor
 *     unless given
 * @param outputRatePerCaller bytes of output in a second of one caller; without limit unless given
 * @param callers callers for whom other limits hold; the first that is for a caller counts
 */
@ConfigurationProperties("gateway.limits")
record LimitsProperties(
        @DefaultValue("10000") int sessions,
        @DefaultValue("1000") int sessionsPerCaller,
        @DefaultValue("200") int queue,
        @DefaultValue("50") int queuePerCaller,
        @DefaultValue("5s") Duration queueTime,
        @DefaultValue("64") int starting,
        @DefaultValue("6000") long starts,
        @DefaultValue("600") long startsPerCaller,
        @DefaultValue("16MB") DataSize body,
        @Nullable Duration totalTime,
        @Nullable Duration idleTime,
        @DefaultValue("128MB") DataSize outputPerCaller,
        @DefaultValue("4GB") DataSize spillPerCaller,
        @Nullable DataSize outputRate,
        @Nullable DataSize outputRatePerCaller,
        @DefaultValue List<CallerLimits> callers) {

    LimitsProperties {
        positive("starting", starting);
        positive("starts", starts);
        positive("starts-per-caller", startsPerCaller);
        positive("output-rate", outputRate);
        positive("output-rate-per-caller", outputRatePerCaller);
    }

    private static void positive(String name, @Nullable DataSize value) {
        positive(name, value == null ? 1 : value.toBytes());
    }

    private static void positive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "gateway.limits: %s must be more than 0, and is %d".formatted(name, value));
        }
    }

    /**
     * Limits for some callers. What is not given is as for all.
     *
     * @param subjects who they are: user:NAME or token:NAME, with * for any characters
     * @param groups groups of users, with * too
     * @param sessions how many sessions of one of them may run at once
     * @param startsPerMinute how many may be started in a minute
     * @param totalTime how long a session may take
     * @param idleTime how long nothing may go in or out of a session
     * @param output bytes of output that are kept of ended sessions
     * @param spill bytes of output that sessions may have on disk
     * @param outputRate bytes of output in a second
     */
    record CallerLimits(
            @DefaultValue List<String> subjects,
            @DefaultValue List<String> groups,
            @Nullable Integer sessions,
            @Nullable Long startsPerMinute,
            @Nullable Duration totalTime,
            @Nullable Duration idleTime,
            @Nullable DataSize output,
            @Nullable DataSize spill,
            @Nullable DataSize outputRate) {

        CallerLimits {
            if (subjects.isEmpty() && groups.isEmpty()) {
                throw new IllegalArgumentException("gateway.limits.callers: each needs subjects or groups");
            }
            for (var subject : subjects) {
                if (!subject.matches("(user|token):.+")) {
                    throw new IllegalArgumentException(
                            "gateway.limits.callers: a subject must be user:NAME or token:NAME, and is '%s'"
                                    .formatted(subject));
                }
            }
            positive("callers.starts-per-minute", startsPerMinute == null ? 1 : startsPerMinute);
            positive("callers.output-rate", outputRate);
        }
    }
}
