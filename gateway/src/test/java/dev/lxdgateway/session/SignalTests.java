package dev.lxdgateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTests {

    @ParameterizedTest
    @CsvSource({
        "TERM,15",
        "SIGTERM,15",
        "sigkill,9",
        "HUP,1",
        "15,15",
        "WINCH,28",
        "SYS,31",
        "64,64",
        "RTMIN,34",
        "RTMIN+1,35",
        "SIGRTMAX,64",
        "RTMAX-2,62"
    })
    void parsesNamesAndNumbers(String text, int number) {
        assertThat(Signal.parse(text).number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOSUCH", "0", "65", "-1", "99999999999", "RTMIN+31", "RTMAX-31", "SIG"})
    void refusesWhatIsNoSignal(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signal.parse(text))
                .withMessageContaining("no signal");
    }

    @ParameterizedTest
    @CsvSource({"15,TERM", "9,KILL", "34,RTMIN+0", "64,RTMIN+30", "32,32"})
    void hasTheUsualName(int number, String name) {
        assertThat(new Signal(number).name()).isEqualTo(name);
    }

    @Test
    void isReadFromExitCodes() {
        assertThat(Signal.ofExitCode(137)).contains(Signal.KILL);
        assertThat(Signal.ofExitCode(192)).contains(new Signal(64));
        assertThat(Signal.ofExitCode(128)).isEmpty();
        assertThat(Signal.ofExitCode(193)).isEmpty();
        assertThat(Signal.ofExitCode(0)).isEmpty();
    }
}
