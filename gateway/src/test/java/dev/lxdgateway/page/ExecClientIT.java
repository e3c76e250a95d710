package dev.lxdgateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lxdgateway.support.Lab;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The client library as another page would use it. */
class ExecClientIT extends WithPage {

    private static final String COUNT = """
            async (path) => {
              const { ExecClient, textInput } = await import("/exec-client.js");
              const started = await fetch(path, {
                method: "POST",
                headers: {
                  "Content-Type": "application/json",
                  "X-XSRF-TOKEN": document.cookie.match(/XSRF-TOKEN=([^;]+)/)[1],
                },
                body: JSON.stringify({ command: ["wc", "-c"], interactive: false }),
              }).then((response) => response.json());
              let text = "";
              const url = `${location.origin.replace("http", "ws")}${started.attachUrl}`;
              return new Promise((resolve) => {
                const client = new ExecClient({
                  url,
                  listener: {
                    output: (payload, parsed) => {
                      text += new TextDecoder().decode(payload);
                      parsed();
                    },
                    changed: (state) => {
                      if (state.kind === "ended") resolve({ text, code: state.exit.exitCode });
                    },
                    inputProgress: (progress) => {
                      if (progress === null) client.end();
                    },
                  },
                });
                client.send(textInput("x".repeat(60_000)));
                client.connect();
                const send = setInterval(() => {
                  if (client.offset === 0 && client.send(textInput("y".repeat(940_000)))) clearInterval(send);
                }, 50);
              });
            }""";

    @Test
    void runsACommandFromAnotherPage() {
        var remote = Lab.get().remotes().getFirst();
        var page = page(network.base(), 800, 600).signIn(TOKEN);
        page.heading("Instances").waitFor();

        var result = (Map<?, ?>) page.page().evaluate(COUNT, "/api/v1/instances/demo/sessions?remote=" + remote);

        assertThat(result.get("text")).isEqualTo("1000000\n");
        assertThat(result.get("code")).isEqualTo(0);
    }
}
