package dev.lxdgateway.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The account, and what writes it. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    /** H2 is in a file that one gateway alone can open. */
    @Bean
    OpenSessions openSessions(JdbcOperations database, JdbcConnectionDetails connection) {
        return new OpenSessions(database, !connection.getJdbcUrl().startsWith("jdbc:h2:"));
    }

    @Bean
    LostSessions lostSessions(OpenSessions open, Audit audit) {
        return new LostSessions(open, audit);
    }

    @Bean
    AuditStore auditStore(
            JdbcOperations database,
            PlatformTransactionManager transactions,
            JsonMapper json,
            AuditProperties properties,
            OpenSessions open) {
        return new AuditStore(database, transactions, json, properties, open);
    }

    @Bean
    AuditWriter auditWriter(AuditStore store, AuditProperties properties, MeterRegistry registry) {
        return new AuditWriter(store, new AuditLines(properties), registry);
    }

    @Bean
    Audit audit(
            AuditWriter writer, AuditStore store, AuditProperties properties, InstantSource clock, JsonMapper json) {
        return new Audit(writer, store, properties, clock, json);
    }
}
