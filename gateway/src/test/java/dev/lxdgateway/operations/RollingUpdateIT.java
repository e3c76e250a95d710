package dev.lxdgateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lxdgateway.operations.SteadyExecs.Place;
import dev.lxdgateway.operations.TypingTerminal.Account;
import dev.lxdgateway.support.Api;
import dev.lxdgateway.support.Container;
import dev.lxdgateway.support.GatewayProcess;
import dev.lxdgateway.support.HaProxy;
import dev.lxdgateway.support.Lab;
import dev.lxdgateway.support.OnPostgres;
import dev.lxdgateway.support.WithGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is replaced by another one while people type and scripts have commands run, behind a real HAProxy. */
@Timeout(600)
class RollingUpdateIT {

    private static final int TERMINALS = 50;
    private static final int EXECS_PER_SECOND = Integer.getInteger("gateway.test.execs", 20);
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(5);
    private static final int INSTANCES = 3;

    @TempDir
    private Path directory = Path.of("unset");

    private final List<Container> containers = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final String database = OnPostgres.database();

    @BeforeEach
    void launch() {
        for (var remote : Lab.get().remotes()) {
            places.add(new Place(remote, "demo"));
            for (int i = 1; i < INSTANCES; i++) {
                var container = Container.launch(remote, "rolling" + i);
                containers.add(container);
                places.add(new Place(remote, container.name()));
            }
        }
    }

    @AfterEach
    void delete() {
        containers.forEach(Container::close);
    }

    private GatewayProcess gateway(String name) throws Exception {
        var own = Files.createDirectory(directory.resolve(name));
        var properties = new ArrayList<>(List.of(
                "--spring.datasource.url=" + database,
                "--spring.datasource.username=postgres",
                "--gateway.drain.propagation=5s",
                "--gateway.drain.timeout=15s"));
        for (var remote : Lab.get().remotes()) {
            properties.add(
                    "--gateway.remotes.%s.socket=%s".formatted(remote, Lab.get().value(remote, "SOCKET")));
        }
        return GatewayProcess.start(own, properties.toArray(String[]::new));
    }

    @Test
    void losesNothingThatWasNotAnnounced() throws Exception {
        try (var old = gateway("old");
                var fresh = gateway("fresh");
                var proxy = HaProxy.start(
                        directory,
                        Map.of("old", old.api().base(), "fresh", fresh.api().base()));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var api = new Api(proxy.base(), WithGateway.TOKEN);
            await().ignoreExceptions().until(() -> api.get("/readyz").status() == 200);
            var stop = new AtomicBoolean();
            var terminals = terminals(api, stop);
            var execs = new SteadyExecs(api, places);
            long begun = System.nanoTime();
            var typing = terminals.stream()
                    .map(terminal -> threads.submit(terminal::type))
                    .toList();
            var asking = threads.submit(() -> {
                execs.run(EXECS_PER_SECOND, stop);
                return execs;
            });
            Thread.sleep(BEFORE);
            int onOld = running(old);

            old.signal("TERM");
            long told = System.nanoTime();
            int exit = old.awaitExit(Duration.ofMinutes(2));
            var shutdown = Duration.ofNanos(System.nanoTime() - told);
            Thread.sleep(AFTER);
            stop.set(true);
            asking.get();
            var seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
            var accounts = new ArrayList<Account>();
            System.out.println(proxy.verdicts());
            for (Future<Account> terminal : typing) {
                accounts.add(terminal.get());
            }

            System.out.printf(
                    "restart under load: %d s, shutdown %.1f s; %s (%.1f/s); %d terminals, %d on the old gateway, %d moved;"
                            + " %d lines, slowest answer %d ms%n",
                    seconds,
                    shutdown.toMillis() / 1000.0,
                    execs.summary(),
                    (double) execs.took().size() / seconds,
                    accounts.size(),
                    onOld,
                    accounts.stream().mapToInt(Account::moves).sum(),
                    accounts.stream().mapToInt(Account::answered).sum(),
                    accounts.stream()
                            .map(Account::slowest)
                            .max(Duration::compareTo)
                            .orElseThrow()
                            .toMillis());
            assertThat(execs.losses()).isEmpty();
            assertThat(accounts).flatMap(Account::losses).isEmpty();
            assertThat(exit).isZero();
            assertThat(fresh.log()).doesNotContain("ERROR").doesNotContain("could not be found out");
            assertThat(accounts.stream().mapToInt(Account::moves).sum())
                    .isEqualTo(onOld)
                    .isPositive();
            assertThat(shutdown).isLessThan(Duration.ofSeconds(40));
        }
    }

    /** Started one after the other, for the proxy to spread them evenly. */
    private List<TypingTerminal> terminals(Api api, AtomicBoolean stop) throws InterruptedException {
        var terminals = new ArrayList<TypingTerminal>();
        for (int i = 0; i < TERMINALS; i++) {
            var place = places.get(i % places.size());
            var terminal = new TypingTerminal(api, place.remote(), place.instance(), stop);
            terminal.open();
            terminals.add(terminal);
        }
        return terminals;
    }

    private static int running(GatewayProcess gateway) {
        int count = 0;
        for (var session : gateway.api()
                .get("/api/v1/sessions?state=running&limit=1000")
                .json()
                .path("items")) {
            count += session.path("interactive").asBoolean() ? 1 : 0;
        }
        return count;
    }
}
