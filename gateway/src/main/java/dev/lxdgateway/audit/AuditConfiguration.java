package dev.lxdgateway.audit;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The account, and what writes it. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditStore auditStore(
            JdbcClient database, PlatformTransactionManager transactions, JsonMapper json, AuditProperties properties) {
        return new AuditStore(database, transactions, json, properties);
    }

    @Bean
    AuditWriter auditWriter(AuditStore store, AuditProperties properties) {
        return new AuditWriter(store, new AuditLines(properties));
    }

    @Bean
    Audit audit(
            AuditWriter writer, AuditStore store, AuditProperties properties, InstantSource clock, JsonMapper json) {
        return new Audit(writer, store, properties, clock, json);
    }
}
