package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.data.DataSets;
import org.sgvae.json.Json;
import org.sgvae.json.JsonException;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;

/** Whatever is wanted of {@code config.json}, anything wrong with it is found and said with its place. */
class RunConfigTest {
    @TempDir
    Path folder;

    private RunDirectory run;

    @BeforeEach
    void writeRun() throws IOException {
        run = RunDirectory.create(folder.resolve("run"));
        TrainingConfig config = Presets.cycles(DataSets.parse("cycles:5-6"));
        JsonObject about = JsonObject.builder()
                .put("version", RunDirectory.VERSION)
                .put("preset", "cycles")
                .put("data", "cycles:5-6")
                .put(
                        RunDirectory.DATA_DIGEST,
                        DataDigest.of(DataSets.parse("cycles:5-6")).toJson())
                .put("split", "0.5,0,0.5")
                .put(
                        "splitGraphs",
                        JsonObject.builder()
                                .put("training", 1)
                                .put("validation", 0)
                                .put("test", 1)
                                .build())
                .put("evaluateEvery", 0)
                .put("maxNodes", 24)
                .build();
        run.writeConfig(about, config);
        run.writeWeights(Trainer.freshModel(config));
    }

    private List<ThrowingCallable> reads() {
        return List.of(
                run::readConfig,
                run::readData,
                run::readParts,
                run::readMaxNodes,
                run::readEvaluateEvery,
                run::readModel,
                run::readFreshModel);
    }

    /** Sets a key, at the root or of an object there. */
    private void set(String path, String value) throws IOException {
        JsonObject root = (JsonObject) Json.read(run.config()).value();
        Files.writeString(run.config(), Json.pretty(with(root, path, Json.parse(value, "value"))));
    }

    private static JsonObject with(JsonObject object, String path, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        String[] keys = path.split("\\.", 2);
        members.put(keys[0], keys.length == 1 ? value : with((JsonObject) members.get(keys[0]), keys[1], value));
        return new JsonObject(members);
    }

    @Test
    void validFile_isReadByEachMethod() {
        assertThat(reads()).allSatisfy(read -> assertThatCode(read).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version | \"99.0\" | version: written by version 99.0, and this is 0.1; use that version or a later one",
                "version | \"0.2.0-SNAPSHOT\" | version: written by version 0.2.0-SNAPSHOT, and this is 0.1",
                "version | \"newest\" | version: ",
                "version | 99.0 | version: expected a string",
                "epochs | \"many\" | epochs: expected an integer, found \"many\"",
                "epochs | 0 | epochs 0: must be at least 1",
                "epochs | 1.5 | epochs: expected an integer",
                "orderings | 2147483647 | orderings 2147483647: must be at most 1000",
                "batchGraphs | 2147483647 | batchGraphs 2147483647: must be at most 1000000",
                "shards | 2147483647 | shards 2147483647: must be at most 1000",
                "weightDecay | -1 | weightDecay -1.0: must be finite and not negative",
                "weightDecay | null | weightDecay Infinity: must be finite and not negative",
                "clipNorm | 0 | clipNorm 0.0: must be positive",
                "seed | \"1\" | seed: expected an integer",
                "model.rounds | 2147483647 | model: rounds 2147483647: must be at most 1000",
                "model.nodeDim | \"wide\" | model.nodeDim: expected an integer",
                "model.layers | 3 | model.layers: unknown key",
                "objective | 12 | objective: expected an object",
                "objective.kind | \"guess\" | objective.kind: no guess",
                "learningRate | -1 | learningRate: expected an object",
                "regularizers | {} | regularizers: expected an array",
                "estimator | 12 | estimator: unknown key",
                "preset | 1 | preset: expected a string",
                "data | [] | data: expected a string",
                "dataDigest.graphs | \"2\" | dataDigest.graphs: expected an integer",
                "split | \"half\" | split: ",
                "split | 0.5 | split: expected a string",
                "splitGraphs.test | -1 | splitGraphs.test: -1 graphs; give a number from 0 to",
                "legend | [] | legend: expected an object",
                "omissions | 3 | omissions: expected an object",
                "evaluateEvery | -1 | evaluateEvery: -1 epochs",
                "maxNodes | 0 | maxNodes: 0 nodes"
            })
    void faultAnywhere_isFoundWhateverIsRead(String path, String value, String message) throws IOException {
        set(path, value);
        for (ThrowingCallable read : reads()) {
            assertThatThrownBy(read)
                    .isInstanceOf(JsonException.class)
                    .hasMessageStartingWith(run.config() + ": " + message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.1.0-SNAPSHOT", "0.1.7", "0.0.9", "unknown"})
    void filesOfThisMinorVersionOrBefore_areRead(String version) throws IOException {
        set("version", '"' + version + '"');
        assertThat(run.readMaxNodes()).isEqualTo(24);
    }

    @Test
    void version_isThatOfTheBuild() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml"))).contains("<version>" + RunDirectory.VERSION + ".");
    }
}
