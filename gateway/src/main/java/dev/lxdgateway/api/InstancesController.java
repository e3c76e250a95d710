package dev.lxdgateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.lxd.Instance;
import dev.lxdgateway.lxd.Lxd;
import dev.lxdgateway.lxd.LxdException;
import dev.lxdgateway.lxd.Remotes;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What there is to exec into. */
@RestController
@RequestMapping("/api/v1")
class InstancesController {

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
            var views = remotes.all().stream()
                    .<Callable<RemoteView>>map(lxd -> () -> view(lxd))
                    .toList();
            return Page.of(
                    threads.invokeAll(views).stream().map(Future::resultNow).toList());
        }
    }

    private RemoteView view(Lxd lxd) {
        boolean isDefault = lxd.remote().equals(remotes.get(null).remote());
        try {
            var server = lxd.server();
            return new RemoteView(lxd.remote(), isDefault, true, server.kind(), server.version(), null);
        } catch (LxdException e) {
            return new RemoteView(lxd.remote(), isDefault, false, null, null, e.getMessage());
        }
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
