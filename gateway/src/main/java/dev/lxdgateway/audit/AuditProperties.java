package dev.lxdgateway.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is written down of what callers do.
 *
 * @param onFailure what becomes of an action that can't be written down: it is denied, or allowed and logged
 * @param timeout how long an action waits for that
 * @param command how much of command lines is written: none, the program, or all arguments, which may hold secrets
 * @param file a file that gets each event as a line of JSON, too
 * @param stdout whether standard output gets them
 */
@ConfigurationProperties("gateway.audit")
record AuditProperties(
        @DefaultValue("deny") OnFailure onFailure,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("none") CommandDetail command,
        @Nullable Path file,
        @DefaultValue("false") boolean stdout) {

    enum OnFailure {
        DENY,
        ALLOW
    }

    enum CommandDetail {
        NONE,
        PROGRAM,
        ARGV
    }
}
