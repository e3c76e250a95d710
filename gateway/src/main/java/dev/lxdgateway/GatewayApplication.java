package dev.lxdgateway;

import dev.lxdgateway.audit.AuditVerifyCommand;
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
        if (args.length > 0 && args[0].equals(PolicyTestCommand.NAME)) {
            var arguments = List.of(args).subList(1, args.length);
            System.exit(PolicyTestCommand.run(arguments, System.out, System.err));
        }
        if (args.length > 0 && args[0].equals(AuditVerifyCommand.NAME)) {
            var arguments = List.of(args).subList(1, args.length);
            System.exit(AuditVerifyCommand.run(arguments, System.out, System.err));
        }
        SpringApplication.run(GatewayApplication.class, args);
    }
}
