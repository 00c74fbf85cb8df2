package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.sgvae.model.Posterior;
import org.sgvae.train.EpochMetrics;

class TrainingProgressTest {
    private static final int EPOCHS = 5;

    private final StringWriter text = new StringWriter();

    private void showAll(boolean terminal, Posterior posterior) {
        TrainingProgress progress = new TrainingProgress(new PrintWriter(text), terminal, EPOCHS);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            EpochMetrics metrics = new EpochMetrics(epoch, -5.25, -4, 4.5, -3.25, 0.25, 2, 50);
            progress.show(metrics, posterior, epoch < 3 ? OptionalDouble.empty() : OptionalDouble.of(0.975));
        }
        progress.end();
    }

    @Test
    void file_getsTheFirstAndTheLastEpochOfAShortRun() {
        showAll(false, Posterior.GAUSSIAN);
        assertThat(text.toString().lines())
                .containsExactly(
                        "epoch 1/5: elboG -5.250, reconstruction -4.000, kl 4.500, logQOrder -3.250 nats, 50 graphs/s,"
                                + " 0:00 left",
                        "epoch 5/5: elboG -5.250, reconstruction -4.000, kl 4.500, logQOrder -3.250 nats, valid and in"
                                + " range 97.5 %, 50 graphs/s, 0:00 left");
    }

    @Test
    void terminal_getsEveryEpochInOneLine() {
        showAll(true, Posterior.GAUSSIAN);
        assertThat(text.toString().chars().filter(c -> c == '\n')).hasSize(1);
        assertThat(text.toString().split("\r")).hasSize(1 + EPOCHS);
    }

    @Test
    void point_isCalledASurrogateAndIsALoss() {
        showAll(false, Posterior.POINT);
        assertThat(text.toString()).contains("surrogate 5.250, reconstruction -4.000, logPz -4.500");
    }
}
