package org.sgvae.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.check.GradientCheck;
import org.sgvae.random.RandomKey;

class BernoulliTest {
    private static final DMatrixRMaj LOGITS = new DMatrixRMaj(new double[][] {{0}, {1.5}, {-2}, {30}, {-40}});

    @Test
    void probabilities_ofBothOutcomesSumToOne() {
        double[] yes = logProb(LOGITS, 1, 1, 1, 1, 1);
        double[] no = logProb(LOGITS, 0, 0, 0, 0, 0);
        for (int i = 0; i < 5; i++) {
            double a = LOGITS.get(i);
            assertThat(Math.abs(Math.exp(yes[i]) + Math.exp(no[i]) - 1)).isLessThan(1e-15);
            assertThat(Math.abs(yes[i] + Math.log1p(Math.exp(-a)))).isLessThan(1e-14 * Math.max(1, Math.abs(a)));
            assertThat(Math.abs(yes[i] - no[i] - a)).isLessThan(1e-14 * Math.max(1, Math.abs(a)));
        }
    }

    @Test
    void logProb_isFiniteAtTheExtremes() {
        DMatrixRMaj logits = new DMatrixRMaj(new double[][] {{1e4}, {1e4}, {-1e4}, {-1e4}});
        assertThat(logProb(logits, 1, 0, 1, 0)).startsWith(-0.0, -1e4, -1e4, -0.0);
    }

    @Test
    void gradients_areThoseOfCentralDifferences() {
        GradientCheck.assertGradients(
                Map.of("logits", LOGITS),
                tape -> new Bernoulli(tape.variable(LOGITS)).logProb(Indices.of(1, 0, 1, 0, 1)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3, -0.5, 0, 2})
    void samples_comeAsOftenAsTheirProbability(double logit) {
        Bernoulli bernoulli =
                new Bernoulli(Tape.forwardOnly().constant(new DMatrixRMaj(new double[][] {{0}, {logit}})));
        double p = 1 / (1 + Math.exp(-logit));
        RandomKey key = RandomKey.of(1);
        int yes = 0;
        for (int i = 0; i < 50_000; i++) {
            yes += bernoulli.sample(1, key.uniform(i)) ? 1 : 0;
        }
        assertThat(Math.abs(yes / 50_000.0 - p)).isLessThan(4.5 * Math.sqrt(p * (1 - p) / 50_000));
    }

    @Test
    void samples_areCertainAtTheExtremes() {
        Bernoulli bernoulli =
                new Bernoulli(Tape.forwardOnly().constant(new DMatrixRMaj(new double[][] {{1e4}, {-1e4}})));
        assertThat(bernoulli.sample(0, 1 - 0x1p-53)).isTrue();
        assertThat(bernoulli.sample(1, 0)).isFalse();
    }

    private static double[] logProb(DMatrixRMaj logits, int... outcomes) {
        Tape tape = Tape.forwardOnly();
        return new Bernoulli(tape.constant(logits))
                .logProb(Indices.of(outcomes))
                .value()
                .data;
    }
}
