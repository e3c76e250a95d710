package dev.lxdgateway.lxd;

import static dev.lxdgateway.lxd.FaultCase.Expected.exit;
import static dev.lxdgateway.lxd.FaultCase.Expected.problem;
import static dev.lxdgateway.lxd.FaultCase.Expected.startFailed;
import static dev.lxdgateway.lxd.FaultCase.Expected.whole;
import static java.util.stream.Stream.concat;

import dev.lxdgateway.lxd.FaultCase.Expected;
import dev.lxdgateway.lxd.Play.State;
import dev.lxdgateway.lxd.Play.Then;
import dev.lxdgateway.support.stub.Call;
import dev.lxdgateway.support.stub.Fault;
import dev.lxdgateway.support.stub.LxdStub;
import dev.lxdgateway.support.stub.StubServer;
import dev.lxdgateway.support.stub.StubSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The faults of single sockets and calls: each kind at each place in each state. */
final class Faults {

    static final Map<String, Consumer<StubSocket>> BREAKS = new LinkedHashMap<>();

    static {
        BREAKS.put("cut", StubSocket::cut);
        BREAKS.put("reset", StubSocket::reset);
        BREAKS.put("half-closed", StubSocket::halfClose);
        BREAKS.put("closed by a frame", socket -> socket.closeFrame(1011));
        BREAKS.put("garbage", socket -> socket.raw(new byte[] {(byte) 0xff, (byte) 0xfe, 1, 2, 3}));
    }

    private static final Map<String, Consumer<StubSocket>> EVENT_BREAKS = new LinkedHashMap<>(BREAKS);

    static {
        EVENT_BREAKS.put("no JSON", socket -> socket.text("no JSON at all {"));
        EVENT_BREAKS.put("wrong types", socket -> socket.text("{\"type\":\"operation\",\"metadata\":[{\"id\":{}}]}"));
        EVENT_BREAKS.put("binary", socket -> socket.binary("{}"));
        EVENT_BREAKS.put("null", socket -> socket.text("null"));
    }

    private static final Map<String, Fault> NO_ANSWER = new LinkedHashMap<>();

    static {
        NO_ANSWER.put("cut", new Fault.Cut());
        NO_ANSWER.put("reset", new Fault.Reset());
        NO_ANSWER.put("half-closed", new Fault.HalfClosed());
        NO_ANSWER.put("cut in the answer", new Fault.CutInAnswer());
        NO_ANSWER.put("never answered", new Fault.Silence());
        NO_ANSWER.put("answered too late", new Fault.Late(Duration.ofMillis(1300)));
        NO_ANSWER.put("answered with garbage", new Fault.Raw("\0\1\2 garbage\r\n\r\n"));
        NO_ANSWER.put("answered in another protocol", new Fault.Raw("220 mail.example ESMTP\r\n"));
        NO_ANSWER.put("answered with HTML", new Fault.Body(200, "<html>proxy</html>"));
    }

    /** Those after which asking again helps in time; of the others the first is enough to be waited for. */
    private static final Set<String> AT_ONCE = Set.of(
            "reset",
            "half-closed",
            "cut in the answer",
            "answered with garbage",
            "answered in another protocol",
            "answered with HTML");

    private static final Fault LATE = new Fault.Late(Duration.ofMillis(150));

    private Faults() {}

    static Stream<FaultCase> all() {
        return Stream.of(sockets(), events(), dials(), posts(), instanceCalls(), operationCalls())
                .flatMap(cases -> cases);
    }

    /** A connected socket breaks. */
    static Stream<FaultCase> sockets() {
        return Stream.of(
                        sockets("control", "control", true),
                        sockets("control", "control", false),
                        sockets("pty", "0", true),
                        sockets("stdin", "0", false),
                        sockets("stdout", "1", false),
                        sockets("stderr", "2", false))
                .flatMap(cases -> cases);
    }

    private static Stream<FaultCase> sockets(String place, String socket, boolean interactive) {
        return Arrays.stream(State.values())
                .filter(state -> state != State.ENDED && (state.alive() || !place.equals("control")))
                .flatMap(state -> BREAKS.entrySet().stream()
                        .map(kind -> FaultCase.of(
                                "%s %s when %s".formatted(place, kind.getKey(), state),
                                interactive,
                                Play.breaking(state, exec -> kind.getValue().accept(exec.socket(socket)), then(place)),
                                broken(place, state))));
    }

    private static Then then(String place) {
        return switch (place) {
            case "control" -> Then.IS_KILLED;
            case "stdin" -> Then.GOES_ON;
            default -> Then.DIES_OF_A_SIGNAL;
        };
    }

    private static void waitsBriefly(LxdStub stub) {
        stub.times(Duration.ofMillis(600), Duration.ofSeconds(5));
    }

    private static void waitsLong(LxdStub stub) {
        stub.times(Duration.ofSeconds(10), Duration.ofSeconds(5));
    }

    /** A lost stream is noticed before the server misses it; that of control is an exit, and stdin may close. */
    private static Expected cut(Call call) {
        return call == Call.CONTROL || call == Call.STDIN ? startFailed() : exit(null, "lxd-lost", "cut", "");
    }

    private static Expected broken(String place, State state) {
        boolean ended = state.compareTo(place.equals("stderr") ? State.DRAINED : State.DRAINING) >= 0;
        if (place.equals("control")) {
            return exit(137, "signal", "complete", state.written);
        }
        if (place.equals("stdin") || ended) {
            return whole();
        }
        return state.alive()
                ? exit(129, "lxd-lost", "cut", state.written)
                : exit(Play.CODE, "exited", "cut", state.written);
    }

    /** The event stream breaks. */
    static Stream<FaultCase> events() {
        return Stream.of(true, false)
                .flatMap(interactive -> Stream.of(State.RUNNING, State.EXITED, State.DRAINED)
                        .flatMap(state -> EVENT_BREAKS.entrySet().stream()
                                .map(kind -> FaultCase.of(
                                        "events %s when %s".formatted(kind.getKey(), state),
                                        interactive,
                                        Play.breaking(state, exec -> exec.events(kind.getValue()), Then.GOES_ON),
                                        whole()))));
    }

    /** A socket cannot be connected. */
    static Stream<FaultCase> dials() {
        return concat(
                dials(Call.PTY, true),
                Stream.of(Call.CONTROL, Call.STDIN, Call.STDOUT, Call.STDERR).flatMap(call -> dials(call, false)));
    }

    private static Stream<FaultCase> dials(Call call, boolean interactive) {
        var faults = new LinkedHashMap<>(NO_ANSWER);
        faults.put("refused with 403", Fault.Body.error(403, "Forbidden"));
        faults.put("refused with 500", Fault.Body.error(500, "oops"));
        var broken = faults.entrySet().stream()
                .map(fault -> dial(call, interactive, fault.getKey(), fault.getValue(), problem("lxd-unavailable")));
        return concat(
                broken,
                Stream.of(
                        dial(call, interactive, "answered late", LATE, whole()),
                        dial(call, interactive, "opened, and then nothing", new Fault.OpenAndSilent(), startFailed())
                                .after(Faults::waitsBriefly),
                        dial(call, interactive, "opened and cut", new Fault.OpenAndCut(), cut(call))
                                .after(cut(call).equals(startFailed()) ? Faults::waitsBriefly : Faults::waitsLong),
                        dial(call, interactive, "answered after the window", LATE, startFailed())
                                .after(stub -> stub.times(Duration.ofMillis(60), Duration.ofSeconds(5)))));
    }

    private static FaultCase dial(Call call, boolean interactive, String how, Fault fault, Expected expected) {
        return FaultCase.answering("dial of %s %s".formatted(call, how), interactive, breaks(call, fault), expected);
    }

    private static Consumer<LxdStub> breaks(Call call, Fault fault) {
        return stub -> stub.breaks(call, fault);
    }

    /** The request for the exec fails. */
    private static Stream<FaultCase> posts() {
        var faults = new LinkedHashMap<String, Expected>();
        var answers = new LinkedHashMap<String, Fault>(NO_ANSWER);
        NO_ANSWER.keySet().forEach(how -> faults.put(how, problem("lxd-unavailable")));
        expect(answers, faults, "late", LATE, whole());
        expect(answers, faults, "empty", new Fault.Body(200, "{}"), problem("lxd-unavailable"));
        expect(answers, faults, "no operation", new Fault.Body(202, "{\"metadata\":{}}"), problem("lxd-unavailable"));
        expect(answers, faults, "400", Fault.Body.error(400, "no"), problem("lxd-refused"));
        expect(answers, faults, "403", Fault.Body.error(403, "no"), problem("lxd-forbidden"));
        expect(answers, faults, "404", Fault.Body.error(404, "no"), problem("instance-not-found"));
        expect(answers, faults, "500", Fault.Body.error(500, "no"), problem("lxd-refused"));
        expect(answers, faults, "503", Fault.Body.error(503, "no"), problem("lxd-unavailable"));
        expect(answers, faults, "an error in a 200", Fault.Body.inside(200, 500, "no"), problem("lxd-refused"));
        return faults.entrySet().stream()
                .map(entry -> FaultCase.answering(
                        "POST exec: " + entry.getKey(),
                        false,
                        breaks(Call.EXEC, Objects.requireNonNull(answers.get(entry.getKey()))),
                        entry.getValue()));
    }

    private static void expect(
            Map<String, Fault> answers, Map<String, Expected> all, String how, Fault fault, Expected expected) {
        answers.put(how, fault);
        all.put(how, expected);
    }

    /** The question whether the instance was stopped fails, which may not change what is known of the exit. */
    private static Stream<FaultCase> instanceCalls() {
        var faults = new LinkedHashMap<>(NO_ANSWER);
        faults.put("empty", new Fault.Body(200, "{}"));
        faults.put("500", Fault.Body.error(500, "no"));
        return faults.entrySet().stream()
                .map(fault -> new FaultCase(
                        "GET instance after a signal: " + fault.getKey(),
                        false,
                        StubServer.INCUS,
                        breaks(Call.INSTANCE, fault.getValue()),
                        exec -> exec.exit(143),
                        exit(143, "signal", "complete", "")));
    }

    /** The question for the operation fails, and events do not tell. */
    private static Stream<FaultCase> operationCalls() {
        var faults = new LinkedHashMap<>(NO_ANSWER);
        faults.put("404", Fault.Body.error(404, "Operation not found"));
        faults.put("500", Fault.Body.error(500, "no"));
        faults.put("an error in a 200", Fault.Body.inside(200, 400, "no"));
        faults.put("empty", new Fault.Body(200, "{}"));
        faults.put("-1", operation(200, "", "\"return\":-1"));
        faults.put("no return", operation(200, "", ""));
        faults.put("failed without a return", operation(400, "boom", ""));
        return faults.entrySet().stream().flatMap(fault -> {
            var name = "GET operation: " + fault.getKey();
            var always = FaultCase.answering(
                            name + ", events silent",
                            false,
                            breaks(Call.OPERATION, fault.getValue()),
                            Expected.noCode())
                    .after(stub -> stub.events().silent(true));
            var once = FaultCase.answering(
                            name + " once, events silent",
                            true,
                            stub -> stub.breaks(Call.OPERATION, fault.getValue(), 1),
                            whole())
                    .after(stub -> stub.events().silent(true));
            return AT_ONCE.contains(fault.getKey()) ? Stream.of(once) : Stream.of(always);
        });
    }

    private static Fault operation(int status, String error, String metadata) {
        return new Fault.Body(
                200,
                "{\"type\":\"sync\",\"metadata\":{\"id\":\"{id}\",\"status_code\":%d,\"err\":\"%s\",\"metadata\":{%s}}}"
                        .formatted(status, error, metadata));
    }
}
