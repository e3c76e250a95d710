package dev.lxdgateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.lxd.Instance;
import dev.lxdgateway.lxd.Lxd;
import dev.lxdgateway.lxd.LxdException;
import dev.lxdgateway.lxd.Remotes;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What there is to exec into. */
@RestController
@RequestMapping("/api/v1")
class InstancesController {

    /** One server that is slow must not keep the others from being shown. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Remotes remotes;
    private final Access access;

    InstancesController(Remotes remotes, Access access) {
        this.remotes = remotes;
        this.access = access;
    }

    @GetMapping("/instances")
    Page<Instance> instances(
            @RequestParam(required = false) @Nullable String remote,
            @RequestParam(required = false) @Nullable String project,
            Caller caller) {
        return Page.of(remotes.get(remote).instances(remotes.project(project)).stream()
                .filter(instance -> access.sees(caller, instance))
                .toList());
    }

    @GetMapping("/remotes")
    Page<RemoteView> remotes() throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = remotes.all().stream()
                    .<Callable<RemoteView>>map(lxd -> () -> view(lxd))
                    .toList();
            var answers = threads.invokeAll(asked, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .iterator();
            return Page.of(
                    remotes.all().stream().map(lxd -> view(lxd, answers.next())).toList());
        }
    }

    private RemoteView view(Lxd lxd, Future<RemoteView> answer) {
        return answer.state() == Future.State.SUCCESS
                ? answer.resultNow()
                : unavailable(lxd, "it has not answered within %d s".formatted(PATIENCE.toSeconds()));
    }

    private RemoteView view(Lxd lxd) {
        try {
            var server = lxd.server();
            return new RemoteView(lxd.remote(), isDefault(lxd), true, server.kind(), server.version(), null);
        } catch (LxdException e) {
            return unavailable(lxd, e.getMessage());
        }
    }

    private RemoteView unavailable(Lxd lxd, @Nullable String why) {
        return new RemoteView(lxd.remote(), isDefault(lxd), false, null, null, why);
    }

    private boolean isDefault(Lxd lxd) {
        return lxd.remote().equals(remotes.get(null).remote());
    }

    /**
     * A configured server.
     *
     * @param name its configured name
     * @param isDefault whether requests that name none go there
     * @param available whether it answers
     * @param server {@code lxd} or {@code incus}
     * @param version its version
     * @param detail why it is not available
     */
    record RemoteView(
            String name,
            @JsonProperty("default") boolean isDefault,
            boolean available,
            @Nullable String server,
            @Nullable String version,
            @Nullable String detail) {}
}
