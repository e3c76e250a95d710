package dev.lxdgateway.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.lxdgateway.support.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Counts what a process of Java allocates, and what it asks of the kernel, while something is done. */
final class Costs implements AutoCloseable {

    private static final String ALL = "raw_syscalls:sys_enter";

    private final long pid;
    private final JMXConnector connector;

    private Costs(long pid, JMXConnector connector) {
        this.pid = pid;
        this.connector = connector;
    }

    // its address comes from that process, which is this one's child
    @SuppressWarnings("BanJNDI")
    static Costs of(long pid) throws IOException, AttachNotSupportedException {
        var machine = VirtualMachine.attach(String.valueOf(pid));
        try {
            return new Costs(pid, JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /** Bytes that all threads of the process have allocated meanwhile, without what it takes to ask. */
    double allocated(Sample.Call call) throws Exception {
        long first = allocated();
        long before = allocated();
        call.run();
        return allocated() - before - (before - first);
    }

    private long allocated() throws IOException, JMException {
        return (Long) connector
                .getMBeanServerConnection()
                .getAttribute(ObjectName.getInstance("java.lang:type=Threading"), "TotalThreadAllocatedBytes");
    }

    /** Whether this machine can count system calls. */
    static boolean countsCalls() {
        return Lab.has("perf")
                && Lab.run("perf", "stat", "-e", ALL, "true").output().matches("(?s).*\\d\\s+" + ALL + ".*");
    }

    /** How often the process has called the kernel meanwhile. */
    double calls(Sample.Call call) throws Exception {
        var perf = new ProcessBuilder(List.of("perf", "stat", "-x", ",", "-e", ALL, "-p", String.valueOf(pid)))
                .redirectErrorStream(true)
                .start();
        try {
            TimeUnit.MILLISECONDS.sleep(500);
            call.run();
            Lab.run("kill", "-INT", String.valueOf(perf.pid())).orFail();
            var said = new String(perf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(said.split("\n", -1))
                    .filter(line -> line.contains(ALL))
                    .mapToDouble(line -> Double.parseDouble(line.split(",", 2)[0]))
                    .findFirst()
                    .orElseThrow(() -> new IOException("perf said " + said));
        } finally {
            perf.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
