package dev.lxdgateway.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code java -jar gateway.jar audit-verify [FILE]}: says whether the events in the database, or in a file of lines, are
 * all as they were written. Exits with 0, 1 if not, 2 if they can't be read.
 */
public final class AuditVerifyCommand {

    public static final String NAME = "audit-verify";

    private AuditVerifyCommand() {}

    /** Runs it; arguments with two dashes are properties, as ever. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        var files = arguments.stream().filter(each -> !each.startsWith("--")).toList();
        if (files.size() > 1) {
            err.println("Usage: java -jar gateway.jar %s [FILE] [--spring.datasource.url=…]".formatted(NAME));
            return 2;
        }
        try {
            var result = files.isEmpty() ? database(arguments) : file(Path.of(files.getFirst()));
            out.println(
                    result.fault() == null
                            ? "%d events, none changed or missing; the last has the hash %s"
                                    .formatted(result.events(), result.hash())
                            : "%d events are as they were written, but %s".formatted(result.events(), result.fault()));
            return result.fault() == null ? 0 : 1;
        } catch (RuntimeException e) {
            err.println("The events can't be read: "
                    + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return 2;
        }
    }

    private static AuditCheck.Result file(Path file) {
        try (var lines = Files.lines(file)) {
            return AuditCheck.of(lines, new JsonMapper());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuditCheck.Result database(List<String> arguments) {
        var application = new SpringApplicationBuilder(Database.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("logging.level.root=ERROR", "logging.structured.format.console=");
        try (var context = application.run(arguments.toArray(String[]::new))) {
            var json = context.getBean(JsonMapper.class);
            var properties = context.getBean(AuditProperties.class);
            var database = context.getBean(JdbcOperations.class);
            var store = new AuditStore(
                    database,
                    context.getBean(PlatformTransactionManager.class),
                    json,
                    properties,
                    new OpenSessions(database, true));
            return AuditCheck.of(store, json);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AuditProperties.class)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        JacksonAutoConfiguration.class
    })
    static class Database {}
}
