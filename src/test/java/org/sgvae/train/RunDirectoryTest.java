package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.DataSets;
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
}
