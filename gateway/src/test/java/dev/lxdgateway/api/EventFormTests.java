package dev.lxdgateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

class EventFormTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "application/json",
                "application/json, */*;q=0.1",
                "application/x-ndjson;q=0.5, application/json",
                "application/x-ndjson;q=0, */*"
            })
    void isPlainJson(String accept) throws Exception {
        assertThat(EventForm.wanted(accept)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    application/x-ndjson                          | NDJSON
                    Application/X-NDJSON                          | NDJSON
                    application/json, application/x-ndjson        | NDJSON
                    text/event-stream, */*                        | SSE
                    text/event-stream, application/x-ndjson;q=0.9 | SSE
                    text/event-stream;q=0.8, application/x-ndjson | NDJSON
                    """)
    void isWhatIsNamed(String accept, EventForm form) throws Exception {
        assertThat(EventForm.wanted(accept)).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "text/*", "application/json;q=0", "nonsense"})
    void isNothingThatIsAsked(String accept) {
        assertThatExceptionOfType(HttpMediaTypeNotAcceptableException.class).isThrownBy(() -> EventForm.wanted(accept));
    }

    @Test
    void separatesEvents() {
        assertThat(EventForm.NDJSON.of("{}")).isEqualTo("{}\n");
        assertThat(EventForm.SSE.of("{}")).isEqualTo("data: {}\n\n");
    }
}
