package org.sgvae.gradbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.json.Json;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonValue;

/** Recorded messages of GradBench with the outputs of its reference implementations (testdata/gradbench). */
class ReplayTest {
    /** Relative to the largest number of the output; GradBench itself allows 1e-4. */
    private static final double TOLERANCE = 1e-8;

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "lse", "llsq", "det", "ode", "kmeans", "gmm", "lstm", "ba", "ht", "saddle", "particle"})
    void module_answersAsTheReferenceDoes(String module) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("testdata/gradbench", module + ".jsonl"));
        StringBuilder messages = new StringBuilder("{\"id\":0,\"kind\":\"define\",\"module\":\"" + module + "\"}\n");
        for (int i = 0; i < lines.size(); i++) {
            JsonPlace message = Json.read(lines.get(i), module).at("message");
            JsonObject.Builder numbered = JsonObject.builder().put("id", i + 1);
            ((JsonObject) message.value()).members().forEach(numbered::put);
            messages.append(Json.compact(numbered.build())).append('\n');
        }
        StringWriter out = new StringWriter();
        new Protocol().serve(new BufferedReader(new StringReader(messages.toString())), out);
        List<String> replies = out.toString().lines().toList();
        assertThat(replies).hasSize(lines.size() + 1);
        assertThat(replies.get(0)).isEqualTo("{\"id\":0,\"success\":true}");
        for (int i = 0; i < lines.size(); i++) {
            JsonPlace reply = Json.read(replies.get(i + 1), module);
            assertThat(reply.keys()).as(replies.get(i + 1)).containsExactly("id", "success", "output", "timings");
            assertThat(reply.at("id").asInt()).isEqualTo(i + 1);
            assertThat(reply.at("timings").items()).isNotEmpty().allSatisfy(timing -> {
                assertThat(timing.at("name").asString()).isEqualTo("evaluate");
                assertThat(timing.at("nanoseconds").asLong()).isNotNegative();
            });
            JsonValue expected = Json.read(lines.get(i), module).at("output").value();
            assertAgrees(reply.at("output").value(), expected, largest(expected), module + " line " + (i + 1));
        }
    }

    private static double largest(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return Math.abs(number.toDouble());
        }
        return (value instanceof JsonArray array
                        ? array.items().stream()
                        : ((JsonObject) value).members().values().stream())
                .mapToDouble(ReplayTest::largest)
                .max()
                .orElse(0);
    }

    private static void assertAgrees(JsonValue actual, JsonValue expected, double scale, String where) {
        if (expected instanceof JsonNumber number) {
            double difference = Math.abs(((JsonNumber) actual).toDouble() - number.toDouble());
            boolean whole = number.toLong().isPresent()
                    && ((JsonNumber) actual).toLong().isPresent();
            assertThat(difference).as(where).isLessThanOrEqualTo(whole || scale == 0 ? 0 : TOLERANCE * scale);
        } else if (expected instanceof JsonArray array) {
            List<JsonValue> items = ((JsonArray) actual).items();
            assertThat(items).as(where).hasSize(array.items().size());
            for (int i = 0; i < items.size(); i++) {
                assertAgrees(items.get(i), array.items().get(i), scale, where + "[" + i + "]");
            }
        } else {
            JsonObject object = (JsonObject) expected;
            assertThat(((JsonObject) actual).members())
                    .as(where)
                    .containsOnlyKeys(object.members().keySet());
            object.members()
                    .forEach((key, member) ->
                            assertAgrees(((JsonObject) actual).members().get(key), member, scale, where + "." + key));
        }
    }
}
