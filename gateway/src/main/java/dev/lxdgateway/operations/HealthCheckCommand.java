package dev.lxdgateway.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * {@code java -jar gateway.jar health-check [URL...]}: whether a gateway is well, for images that have no other HTTP
 * client. Without a URL it asks the one of its own container.
 */
public final class HealthCheckCommand {

    /** Its name on the command line. */
    public static final String NAME = "health-check";

    private static final int ILL = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<String> OWN = List.of("http://127.0.0.1:8081/actuator/health/liveness");

    private HealthCheckCommand() {}

    /** Runs it, and gives the exit code: 0 if each URL answers with 200, 1 if not. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var exit = 0;
            for (var url : arguments.isEmpty() ? OWN : arguments) {
                exit = Math.max(exit, ask(client, url, out, err));
            }
            return exit;
        }
    }

    private static int ask(HttpClient client, String url, PrintStream out, PrintStream err) {
        try {
            var request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                out.printf("%s is well%n", url);
                return 0;
            }
            err.printf("%s answers %d: %s%n", url, answer.statusCode(), answer.body());
        } catch (IOException e) {
            err.printf("%s does not answer: %s%n", url, e);
        } catch (IllegalArgumentException e) {
            err.printf("%s is no URL: %s%n", url, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.printf("%s was not waited for%n", url);
        }
        return ILL;
    }
}
