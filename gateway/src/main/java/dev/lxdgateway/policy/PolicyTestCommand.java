package dev.lxdgateway.policy;

import dev.lxdgateway.policy.PolicyFile.PolicyException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code java -jar gateway.jar policy-test FILE}: whether a policy decides as a file of tests expects it to, for operators
 * who keep theirs under version control.
 */
public final class PolicyTestCommand {

    /** Its name on the command line. */
    public static final String NAME = "policy-test";

    private static final int FAILED = 1;
    private static final int WRONG = 2;

    private PolicyTestCommand() {}

    /** Runs it, and gives the exit code: 0 if all is as expected, 1 if not, 2 where a file is wrong. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() != 1) {
            err.println("usage: java -jar gateway.jar policy-test FILE");
            return WRONG;
        }
        try {
            var file = Path.of(arguments.getFirst());
            var failures = PolicyCheck.failures(file);
            failures.forEach(err::println);
            out.printf(
                    "%d of %d as expected%n",
                    PolicyCheck.read(file).tests().size() - failures.size(),
                    PolicyCheck.read(file).tests().size());
            return failures.isEmpty() ? 0 : FAILED;
        } catch (PolicyException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG;
        }
    }
}
