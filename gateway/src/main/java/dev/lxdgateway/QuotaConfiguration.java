package dev.lxdgateway;

import static java.util.Objects.requireNonNullElse;

import dev.lxdgateway.LimitsProperties.CallerLimits;
import dev.lxdgateway.access.Quotas;
import dev.lxdgateway.session.Quota;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Makes the quotas of what is configured. */
@Configuration(proxyBeanMethods = false)
class QuotaConfiguration {

    @Bean
    Quotas quotas(LimitsProperties limits) {
        var usual = usual(limits);
        return new Quotas(
                usual,
                limits.callers().stream()
                        .map(some -> new Quotas.Special(some.subjects(), some.groups(), quota(some, usual)))
                        .toList());
    }

    private static Quota usual(LimitsProperties limits) {
        return new Quota(
                limits.sessionsPerCaller(),
                limits.startsPerCaller(),
                limits.totalTime(),
                limits.idleTime(),
                limits.outputPerCaller().toBytes(),
                limits.spillPerCaller().toBytes(),
                bytes(limits.outputRatePerCaller(), 0));
    }

    private static Quota quota(CallerLimits some, Quota usual) {
        return new Quota(
                requireNonNullElse(some.sessions(), usual.sessions()),
                requireNonNullElse(some.startsPerMinute(), usual.starts()),
                some.totalTime() == null ? usual.totalTime() : some.totalTime(),
                some.idleTime() == null ? usual.idleTime() : some.idleTime(),
                bytes(some.output(), usual.output()),
                bytes(some.spill(), usual.spill()),
                bytes(some.outputRate(), usual.outputRate()));
    }

    static long bytes(@Nullable DataSize size, long otherwise) {
        return size == null ? otherwise : size.toBytes();
    }
}
