package dev.lxdgateway;

import dev.lxdgateway.audit.AuditVerifyCommand;
import dev.lxdgateway.operations.Drain;
import dev.lxdgateway.operations.HealthCheckCommand;
import dev.lxdgateway.operations.TerminationSignals;
import dev.lxdgateway.policy.PolicyTestCommand;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The gateway: commands in LXD and Incus instances for browsers and HTTP clients. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayApplication {

    public static void main(String[] args) {
        var command = args.length == 0 ? "" : args[0];
        var arguments = List.of(args).subList(Math.min(1, args.length), args.length);
        switch (command) {
            case PolicyTestCommand.NAME -> System.exit(PolicyTestCommand.run(arguments, System.out, System.err));
            case AuditVerifyCommand.NAME -> System.exit(AuditVerifyCommand.run(arguments, System.out, System.err));
            case HealthCheckCommand.NAME -> System.exit(HealthCheckCommand.run(arguments, System.out, System.err));
            default -> serve(args);
        }
    }

    private static void serve(String[] args) {
        var signals = TerminationSignals.handled();
        var context = SpringApplication.run(GatewayApplication.class, args);
        signals.hurry(context.getBean(Drain.class));
    }
}
