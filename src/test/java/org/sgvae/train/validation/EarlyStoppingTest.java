package org.sgvae.train.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.objective.PaperSurrogate;
import org.sgvae.sgvae.SgvaeConfig;
import org.sgvae.train.TrainingConfig;

class EarlyStoppingTest {
    private static final int EPOCHS = 500;

    /** The number of the look at which training ends, all of them if it does not. */
    private static int end(EarlyStopping settings, double[] elbos) {
        return IntStream.rangeClosed(1, elbos.length)
                .filter(looks -> settings.saysStop(Arrays.copyOf(elbos, looks), EPOCHS))
                .findFirst()
                .orElse(elbos.length);
    }

    @ParameterizedTest
    @CsvSource({"50, 500", "50, 94", "50, 50", "50, 7", "3, 100", "1, 1", "0, 10"})
    void looks_areSoManyAtEqualDistancesAndOneIsTheLast(int looks, int epochs) {
        EarlyStopping settings = new EarlyStopping(looks, 4, 0.2);
        int[] due = IntStream.rangeClosed(1, epochs)
                .filter(epoch -> settings.isDue(epoch, epochs))
                .toArray();
        assertThat(due).hasSize(Math.min(looks, epochs));
        for (int i = 1; i < due.length; i++) {
            assertThat(due[i] - due[i - 1]).isBetween(epochs / due.length, epochs / due.length + 1);
        }
        if (looks > 0) {
            assertThat(due[due.length - 1]).isEqualTo(epochs);
        }
    }

    /** All looks together: samples without a gradient, three of which take the time of one with. */
    @Test
    void looks_takeAtMostATwentiethOfTheTime() {
        EarlyStopping settings = new EarlyStopping(50, 4, 0.2);
        for (int epochs : new int[] {1, 10, 50, 375}) {
            int most = settings.mostGraphs(3200, 2, epochs);
            int looks = Math.min(50, epochs);
            double share = (double) looks * most * 4 / 3 / (3200.0 * 2 * epochs);
            assertThat(share).isBetween(0.045, 0.05);
        }
        assertThat(settings.mostGraphs(1, 1, 1)).isEqualTo(1);
    }

    @Test
    void elboThatRisesWithFluctuations_neverEndsTraining() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] elbos = IntStream.range(0, 50)
                    .mapToDouble(
                            i -> -5 - Math.exp(-i / 10.0) - 0.2 * (1 - i / 50.0) * Math.pow(random.nextDouble(), 3))
                    .toArray();
            assertThat(end(EarlyStopping.STANDARD, elbos)).as("seed %d", seed).isEqualTo(50);
        }
    }

    @Test
    void elboThatFallsAfterAPeak_endsTrainingSoonAfter() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] elbos = IntStream.range(0, 50)
                    .mapToDouble(i -> -5 - 0.05 * Math.abs(i - 15) - 0.2 * random.nextDouble())
                    .toArray();
            assertThat(end(EarlyStopping.STANDARD, elbos)).as("seed %d", seed).isBetween(20, 30);
        }
    }

    /** Of four looks and four before them, the sixteen pairs: one better newer one is the most that ends training. */
    @Test
    void pairs_areCounted() {
        EarlyStopping four = new EarlyStopping(8, 1, 0.5);
        assertThat(four.saysStop(new double[] {5, 6, 7, 8, 1, 2, 3, 5.5}, EPOCHS))
                .isTrue();
        assertThat(four.saysStop(new double[] {5, 6, 7, 8, 1, 2, 3, 6.5}, EPOCHS))
                .isFalse();
        assertThat(four.saysStop(new double[] {6, 7, 8, 1, 2, 3, 5.5}, EPOCHS)).isFalse(); // too few
        assertThat(four.saysStop(new double[8], EPOCHS)).isFalse(); // no change
        double no = Double.NEGATIVE_INFINITY;
        assertThat(four.saysStop(new double[] {5, 6, 7, 8, no, no, no, no}, EPOCHS))
                .isTrue();
    }

    @Test
    void patienceAboveOneHalf_goesOnToTheEnd() {
        double[] falling = IntStream.range(0, 50).mapToDouble(i -> -i).toArray();
        assertThat(end(new EarlyStopping(50, 4, 0.51), falling)).isEqualTo(50);
        assertThat(end(new EarlyStopping(50, 4, 0.2), falling)).isEqualTo(20);
    }

    @Test
    void wrongNumbers_areRefused() {
        assertThatThrownBy(() -> new EarlyStopping(-1, 4, 0.2)).hasMessageContaining("looks -1");
        assertThatThrownBy(() -> new EarlyStopping(1, 0, 0.2)).hasMessageContaining("samples 0");
        assertThatThrownBy(() -> new EarlyStopping(1, 4, Double.NaN)).hasMessageContaining("patience NaN");
    }

    @Test
    void pointPosterior_hasNoBoundToStopBy() {
        TrainingConfig.Builder paper = TrainingConfig.builder(SgvaeConfig.paper(1, 1), PaperSurrogate.asPublished())
                .orderings(1);
        assertThatThrownBy(() -> paper.earlyStopping(EarlyStopping.STANDARD).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("point posterior");
        assertThat(paper.earlyStopping(EarlyStopping.NONE)
                        .build()
                        .earlyStopping()
                        .looks())
                .isZero();
    }
}
