package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.graph.data.DataSets;
import org.sgvae.json.JsonException;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;

class RunDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void model_isReadAsItWasWritten() throws IOException {
        TrainingConfig config = Presets.paper(DataSets.parse("cycles:5-6"));
        GraphModel model = Trainer.freshModel(config);
        RunDirectory run = RunDirectory.create(folder.resolve("new/run"));
        run.writeConfig(
                JsonObject.builder()
                        .put("data", "cycles:5-6")
                        .put("maxNodes", 24)
                        .build(),
                config);
        run.writeWeights(model);

        RunDirectory opened = RunDirectory.open(run.path());
        assertThat(opened.readData()).isEqualTo("cycles:5-6");
        assertThat(opened.readMaxNodes()).isEqualTo(24);
        GraphModel read = opened.readModel();
        assertThat(read.config()).isEqualTo(config.model());
        read.parameters()
                .all()
                .forEach(parameter -> assertThat(parameter.value().data)
                        .isEqualTo(model.parameters().get(parameter.name()).value().data));
    }

    @Test
    void metrics_areALineEach() throws IOException {
        RunDirectory run = RunDirectory.create(folder);
        run.appendMetrics(JsonObject.builder().put("epoch", 1).build());
        run.appendMetrics(JsonObject.builder().put("epoch", 2).build());
        assertThat(run.metrics()).hasContent("{\"epoch\":1}\n{\"epoch\":2}\n");
    }

    @Test
    void create_refusesADirectoryWithSomethingInIt() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> RunDirectory.create(folder))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder + ": not empty");
    }

    @Test
    void create_refusesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        for (Path path : new Path[] {file, file.resolve("run")}) {
            assertThatThrownBy(() -> RunDirectory.create(path))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(path + ": cannot be made");
        }
        assertThat(file).hasContent("mine");
    }

    @Test
    void open_refusesWhatIsNoRun() {
        assertThatThrownBy(() -> RunDirectory.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder + ": no run directory");
    }

    @Test
    void leftoversOfAKilledStart_doNotRefuseReuse() throws IOException {
        Files.writeString(folder.resolve(".config.json.0b6f0c1e-2f9e-4b8a-9d55-0123456789ab.tmp"), "{");
        assertThat(RunDirectory.create(folder).path()).isEqualTo(folder);
    }

    @Test
    void ofTwoRuns_onlyOneWritesItsConfig() throws IOException {
        TrainingConfig config = Presets.paper(DataSets.parse("cycles:5-6"));
        RunDirectory first = RunDirectory.create(folder);
        RunDirectory second = RunDirectory.create(folder); // still empty
        first.writeConfig(JsonObject.builder().put("data", "first").build(), config);
        assertThatThrownBy(() -> second.writeConfig(
                        JsonObject.builder().put("data", "second").build(), config))
                .isInstanceOf(IOException.class)
                .hasMessage(first.config() + ": exists already; choose another name");
        assertThat(first.readData()).isEqualTo("first");
        assertThat(folder.toFile().list()).containsExactly("config.json");
    }

    /** Checked before anything is allocated: each would take more memory or time than there is. */
    @ParameterizedTest
    @CsvSource({
        "rounds, 2147483647, rounds 2147483647: must be at most 1000",
        "graphDim, 232325, graphDim 232325: must be at most 100000",
        "graphDim, 100000, that fit the memory; choose smaller sizes",
        "nodeTypes, 2147483647, nodeTypes 2147483647: must be at most 10000",
        "maxNodes, 2147483647, 2147483647 nodes; give a number from 1 to 1000000",
        "maxNodes, 0, 0 nodes; give a number from 1 to 1000000"
    })
    void sizesFromAFile_areNotBelieved(String key, String value, String message) throws IOException {
        RunDirectory run = RunDirectory.create(folder);
        run.writeConfig(JsonObject.builder().put("maxNodes", 24).build(), Presets.paper(DataSets.parse("cycles:5-6")));
        Files.writeString(
                run.config(), Files.readString(run.config()).replaceFirst("(\"" + key + "\": )\\d+", "$1" + value));
        List<ThrowingCallable> reads =
                key.equals("maxNodes") ? List.of(run::readMaxNodes) : List.of(run::readModel, run::readFreshModel);
        for (ThrowingCallable read : reads) {
            assertThatThrownBy(read)
                    .isInstanceOf(JsonException.class)
                    .hasMessageStartingWith(run.config() + ": ")
                    .hasMessageContaining(message);
        }
    }
}
