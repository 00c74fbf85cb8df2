package org.sgvae.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Typed reading, and what it says when the text holds something else. */
class JsonPlaceTest {
    private final JsonPlace config = Json.read("""
            {"model": {"nodeDim": "x", "rate": 0.5, "epochs": 7, "big": 5000000000, "on": true, "eps": null},
             "edges": [[0, 1], [1, 2.5]], "name": "run", "odd\\nkey": 1}""", "config.json");

    @Test
    void values_areTakenByType() {
        JsonPlace model = config.at("model");
        assertThat(model.at("rate").asDouble()).isEqualTo(0.5);
        assertThat(model.at("epochs").asInt()).isEqualTo(7);
        assertThat(model.at("epochs").asDouble()).isEqualTo(7.0);
        assertThat(model.at("big").asLong()).isEqualTo(5_000_000_000L);
        assertThat(model.at("on").asBoolean()).isTrue();
        assertThat(config.at("name").asString()).isEqualTo("run");
        assertThat(config.at("edges").items().get(0).asInts()).containsExactly(0, 1);
        assertThat(config.at("edges").items().get(1).asDoubles()).containsExactly(1, 2.5);
        assertThat(model.find("eps")).isEmpty();
        assertThat(model.find("absent")).isEmpty();
        assertThat(model.find("rate").orElseThrow().asDouble()).isEqualTo(0.5);
        assertThat(config.keys()).containsExactly("model", "edges", "name", "odd\nkey");
    }

    @Test
    void faults_nameThePlaceAndTheRemedy() {
        JsonPlace model = config.at("model");
        assertFault(
                () -> model.at("nodeDim").asInt(),
                "config.json: model.nodeDim: expected an integer, found \"x\"; write a whole number");
        assertFault(
                () -> model.at("big").asInt(),
                "config.json: model.big: expected an integer, found 5000000000; "
                        + "write a whole number from -2147483648 to 2147483647");
        assertFault(
                () -> config.at("edges").items().get(1).asInts(),
                "config.json: edges[1][1]: expected an integer, found 2.5; "
                        + "write a whole number from -2147483648 to 2147483647");
        assertFault(() -> model.at("eps").asDouble(), "expected a number, found null; write one without quotes");
        assertFault(() -> config.asString(), "config.json: expected a string, found an object");
        assertFault(() -> config.at("name").at("x"), "config.json: name: expected an object, found \"run\"");
        assertFault(() -> config.at("name").items(), "config.json: name: expected an array, found \"run\"");
        assertFault(() -> config.at("edges").asBoolean(), "expected true or false, found an array");
        assertFault(() -> model.at("latentDim"), "config.json: model.latentDim: missing; add this key");
        assertFault(() -> config.at("odd\nkey").asString(), "config.json: \"odd\\nkey\": expected a string, found 1");
    }

    @Test
    void unknownKeys_areRejected() {
        config.at("model").requireKeysAmong("nodeDim", "rate", "epochs", "big", "on", "eps", "more");
        assertFault(() -> config.requireKeysAmong("model", "name"), "config.json: edges: unknown key; use model, name");
    }

    private static void assertFault(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isExactlyInstanceOf(JsonException.class).hasMessageContaining(message);
    }
}
