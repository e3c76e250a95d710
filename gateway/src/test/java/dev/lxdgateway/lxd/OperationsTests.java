package dev.lxdgateway.lxd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationsTests {

    private static Outcome outcome(String json) {
        return Operations.outcome(LxdApi.JSON.readTree(json));
    }

    @Test
    void readsTheExitCodeOfASuccessAndOfAFailure() {
        assertThat(outcome("{\"status_code\":200,\"metadata\":{\"return\":0}}")).isEqualTo(new Outcome.Exited(0));
        assertThat(outcome("{\"status_code\":400,\"err\":\"Command not found\",\"metadata\":{\"return\":127}}"))
                .isEqualTo(new Outcome.Exited(127));
    }

    @Test
    void takesMinusOneAndAbsenceForNoCode() {
        assertThat(outcome("{\"status_code\":400,\"err\":\"Failed retrieving PID\",\"metadata\":{\"return\":-1}}"))
                .isEqualTo(new Outcome.NotStarted("Failed retrieving PID"));
        assertThat(outcome("{\"status_code\":400,\"err\":\"Timed out\",\"metadata\":{}}"))
                .isEqualTo(new Outcome.NotStarted("Timed out"));
        assertThat(outcome("{\"status_code\":401,\"metadata\":null}")).isInstanceOf(Outcome.Unknown.class);
    }
}
