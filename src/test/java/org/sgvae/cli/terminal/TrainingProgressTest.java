package org.sgvae.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.data.DataSets;
import org.sgvae.model.ModelConfig;
import org.sgvae.train.EpochMetrics;
import org.sgvae.train.Kinds;
import org.sgvae.train.Preset;

class TrainingProgressTest {
    private static final int EPOCHS = 5;

    private final StringWriter text = new StringWriter();

    private void showAll(boolean terminal, Preset preset) throws IOException {
        showAll(new TrainingProgress(new PrintWriter(text), terminal, EPOCHS), preset);
    }

    private static void showAll(TrainingProgress progress, Preset preset) throws IOException {
        ModelConfig model =
                preset.configFor().apply(DataSets.parse(DataSets.REFERENCE)).model();
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            EpochMetrics metrics = new EpochMetrics(epoch, -5.25, -4, 4.5, -3.25, OptionalDouble.empty(), 0.25, 2, 50);
            progress.show(metrics, model, epoch < 3 ? OptionalDouble.empty() : OptionalDouble.of(0.975));
        }
        progress.end();
    }

    @Test
    void file_getsTheFirstAndTheLastEpochOfAShortRun() throws IOException {
        showAll(false, Kinds.preset("default"));
        assertThat(text.toString().lines())
                .containsExactly(
                        "epoch 1/5: elboG -5.250, reconstruction -4.000, kl 4.500, logQOrder -3.250 nats, 50 graphs/s,"
                                + " 0:00 left",
                        "epoch 5/5: elboG -5.250, reconstruction -4.000, kl 4.500, logQOrder -3.250 nats, valid and in"
                                + " range 97.5 %, 50 graphs/s, 0:00 left");
    }

    @Test
    void terminal_getsEveryEpochInOneLine() throws IOException {
        showAll(true, Kinds.preset("default"));
        assertThat(text.toString().chars().filter(c -> c == '\n')).hasSize(1);
        assertThat(text.toString().split("\r")).hasSize(1 + EPOCHS);
    }

    @Test
    void runBesideOthers_saysItsNameInEachLine() throws IOException {
        showAll(new TrainingProgress(new PrintWriter(text), "seed 3", EPOCHS), Kinds.preset("default"));
        assertThat(text.toString().lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("seed 3: epoch ") && line.endsWith(" left"));
    }

    @Test
    void point_isCalledASurrogateAndIsALoss() throws IOException {
        showAll(false, Kinds.preset("paper"));
        assertThat(text.toString()).contains("surrogate 5.250, reconstruction -4.000, logPz -4.500");
    }

    @Test
    void sggn_hasNoDivergence() throws IOException {
        showAll(false, Kinds.preset("sggn"));
        assertThat(text.toString()).contains("elboG -5.250, reconstruction -4.000, logQOrder -3.250 nats");
    }
}
