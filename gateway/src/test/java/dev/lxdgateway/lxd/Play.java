package dev.lxdgateway.lxd;

import dev.lxdgateway.support.stub.Program;
import dev.lxdgateway.support.stub.StubExec;

/** The usual program of the fault cases: it writes twice and exits, and something breaks in between. */
final class Play {

    static final int CODE = 3;
    static final String BEFORE = "before\n";
    static final String OUTPUT = BEFORE + "after\n";

    /** How far an exec has got. */
    enum State {
        CONNECTED(""),
        RUNNING(BEFORE),
        WRITTEN(OUTPUT),
        EXITED(OUTPUT),
        DRAINING(OUTPUT),
        DRAINED(OUTPUT),
        ENDED(OUTPUT);

        final String written;

        State(String written) {
            this.written = written;
        }

        boolean alive() {
            return compareTo(EXITED) < 0;
        }
    }

    /** Something that breaks in an exec. */
    interface Break {

        void in(StubExec exec) throws InterruptedException;
    }

    /** What becomes of a process after a break in its life. */
    enum Then {
        GOES_ON,
        DIES_OF_A_SIGNAL,
        IS_KILLED
    }

    private Play() {}

    static Program regular() {
        return breaking(State.ENDED, _ -> {}, Then.GOES_ON);
    }

    static Program breaking(State at, Break broken, Then then) {
        return exec -> {
            int code = CODE;
            exec.processStarted();
            for (var state : State.values()) {
                boolean dead = code != CODE;
                switch (state) {
                    case CONNECTED -> {}
                    case RUNNING -> write(exec, BEFORE, !dead);
                    case WRITTEN -> write(exec, "after\n", !dead);
                    case EXITED -> exec.processExited(code);
                    case DRAINING -> exec.stdout().text("");
                    case DRAINED -> drained(exec);
                    case ENDED -> exec.ended(code);
                }
                if (state == at) {
                    broken.in(exec);
                    code = state.alive() ? code(exec, then) : code;
                }
            }
        };
    }

    private static void write(StubExec exec, String text, boolean alive) {
        if (alive) {
            exec.out(text);
        }
    }

    private static void drained(StubExec exec) throws InterruptedException {
        if (exec.interactive()) {
            exec.awaitClose("0");
        } else {
            exec.socket("2").text("");
        }
    }

    private static int code(StubExec exec, Then then) throws InterruptedException {
        return switch (then) {
            case GOES_ON -> CODE;
            case DIES_OF_A_SIGNAL -> exec.awaitDeath();
            case IS_KILLED -> 137;
        };
    }
}
