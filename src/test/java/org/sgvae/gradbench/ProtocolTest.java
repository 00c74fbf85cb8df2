package org.sgvae.gradbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.json.Json;

class ProtocolTest {
    private static List<String> serve(String... messages) throws IOException {
        StringWriter out = new StringWriter();
        new Protocol().serve(new BufferedReader(new StringReader(String.join("\n", messages))), out);
        return out.toString().lines().toList();
    }

    @Test
    void everyMessage_isAnsweredInOrder() throws IOException {
        assertThat(serve(
                        "{\"id\":0,\"kind\":\"start\",\"eval\":\"lse\"}",
                        "{\"id\":1,\"kind\":\"define\",\"module\":\"lse\"}",
                        "{\"id\":2,\"kind\":\"define\",\"module\":\"unheard-of\"}",
                        "{\"id\":3,\"kind\":\"analysis\",\"of\":2,\"valid\":true}",
                        "{\"id\":4,\"kind\":\"end\"}"))
                .containsExactly(
                        "{\"id\":0,\"tool\":\"sgvae\"}",
                        "{\"id\":1,\"success\":true}",
                        "{\"id\":2,\"success\":false}",
                        "{\"id\":3}",
                        "{\"id\":4}");
    }

    @Test
    void evaluation_runsAsOftenAndAsLongAsAsked() throws IOException {
        String message = "{\"id\":1,\"kind\":\"evaluate\",\"module\":\"lse\",\"function\":\"primal\","
                + "\"input\":{\"x\":[1.5,-2],\"min_runs\":%d,\"min_seconds\":%s}}";
        List<String> replies = serve(String.format(message, 7, "0"), String.format(message, 1, "0.02"));
        assertThat(Json.read(replies.get(0), "reply").at("timings").items()).hasSize(7);
        double seconds = Json.read(replies.get(1), "reply").at("timings").items().stream()
                .mapToDouble(timing -> 1e-9 * timing.at("nanoseconds").asLong())
                .sum();
        assertThat(seconds).isGreaterThanOrEqualTo(0.02);
    }

    @Test
    void fault_isRepliedAndDoesNotEndTheExchange() throws IOException {
        String bad = "{\"id\":1,\"kind\":\"evaluate\",\"module\":\"%s\",\"function\":\"%s\",\"input\":{\"x\":\"one\"}}";
        List<String> replies = serve(
                String.format(bad, "lse", "primal"),
                String.format(bad, "lse", "tertiary"),
                String.format(bad, "nothing", "primal"),
                "{\"id\":2,\"kind\":\"evaluate\",\"module\":\"hello\",\"function\":\"double\",\"input\":4}");
        assertThat(replies.subList(0, 3))
                .allSatisfy(reply -> assertThat(reply).startsWith("{\"id\":1,\"success\":false,\"error\":\""));
        assertThat(replies.get(3)).contains("\"success\":true,\"output\":8.0");
    }
}
